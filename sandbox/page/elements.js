/** Block elements: buttons, boxes, pickers and text fields. Menus live in select.js. */

import { picture, textObject } from "./blocks.js";
import { confirmFirst } from "./confirm.js";
import { h, icon } from "./dom.js";
import { openMenu } from "./menu.js";
import { plain } from "./mrkdwn.js";
import { select } from "./select.js";
import { fromLocalInput, toLocalInput } from "./time.js";

/** @returns {HTMLElement} the element; what people do with it goes to context.act or context.fill */
export function element(part, block, context) {
  const draw = DRAWERS[part.type] ?? (part.type.endsWith("_select") ? select : null);
  if (!draw) return h("span.block-unknown", {}, `${part.type} (the page cannot show it)`);
  const node = draw(part, block, context);
  node.dataset.action = part.action_id ?? "";
  return node;
}

/** The state of an element: what somebody picked, or what the app set first. */
export function stateOf(part, block, context) {
  return context.values?.[block.block_id]?.[part.action_id] ?? {};
}

/**
 * Tell the sandbox about a pick. Elements outside input blocks tell the app at once; inputs wait for the
 * submission unless they ask to be dispatched.
 */
export async function changed(part, block, context, value) {
  const known = context.values?.[block.block_id]?.[part.action_id];
  if (known) remember(known, value);
  const dispatch = block.type !== "input" || block.dispatch_action;
  if (dispatch && part.confirm && !(await confirmFirst(part.confirm, context))) return;
  await (dispatch ? context.act : context.fill)(part, block, value);
}

function remember(state, value) {
  const field = Object.keys(state).find((name) => name !== "type" && name !== "timezone");
  state[field] = value;
}

const DRAWERS = {
  button(part, block, context) {
    const look = part.style ? `.${part.style}` : "";
    const label = part.accessibility_label ?? null;
    const press = async (event) => {
      if (part.confirm && !(await confirmFirst(part.confirm, context))) return event.preventDefault();
      return context.act(part, block, null, event.currentTarget);
    };
    const props = { data: { testid: "button" }, "aria-label": label };
    if (part.url) {
      return h(`a.btn${look}`, { ...props, href: safe(part.url), target: "_blank", rel: "noopener noreferrer", on: { click: press } }, plain(part.text.text));
    }
    return h(`button.btn${look}`, { ...props, type: "button", on: { click: press } }, plain(part.text.text));
  },
  icon_button: (part, block, context) => h("button.btn", { type: "button", "aria-label": part.text.text, on: { click: (event) => context.act(part, block, null, event.currentTarget) } }, "🗑"),
  feedback_buttons: (part, block, context) => h("span.block-actions", {}, ["positive", "negative"].map((kind) => (
    h("button.btn", { type: "button", on: { click: (event) => context.act(part, block, kind, event.currentTarget) } },
      kind === "positive" ? "👍 " : "👎 ", plain(part[`${kind}_button`].text.text))))),
  image: (part) => h("span.section-picture", {}, picture(part, "picture")),
  overflow(part, block, context) {
    const items = part.options.map((option) => ({
      label: plain(option.text.text),
      about: option.description ? plain(option.description.text) : "",
      act: async () => {
        if (option.url) window.open(safe(option.url), "_blank", "noopener");
        if (part.confirm && !(await confirmFirst(part.confirm, context))) return;
        await context.act(part, block, option.value);
      },
    }));
    const open = (event) => openMenu(event.currentTarget, items, { label: "More" });
    return h("button.btn", { type: "button", "aria-label": "More options", "aria-haspopup": "menu", data: { testid: "overflow" }, on: { click: open } }, icon("more"));
  },
  radio_buttons: (part, block, context) => choices(part, block, context, "radio"),
  checkboxes: (part, block, context) => choices(part, block, context, "checkbox"),
  datepicker: (part, block, context) => picker(part, block, context, "date", stateOf(part, block, context).selected_date),
  timepicker: (part, block, context) => picker(part, block, context, "time", stateOf(part, block, context).selected_time),
  datetimepicker(part, block, context) {
    const { selected_date_time: at } = stateOf(part, block, context);
    const zone = context.me.tz;
    const value = at ? toLocalInput(at, zone) : "";
    return picker(part, block, context, "datetime-local", value, (text) => fromLocalInput(text, zone));
  },
  plain_text_input: (part, block, context) => textField(part, block, context, "text"),
  email_text_input: (part, block, context) => textField(part, block, context, "email"),
  url_text_input: (part, block, context) => textField(part, block, context, "url"),
  number_input: (part, block, context) => textField(part, block, context, "number"),
  rich_text_input(part, block, context) {
    const rich = (text) => ({ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] });
    return textField({ ...part, multiline: true }, block, context, "text", (text) => (text ? rich(text) : null));
  },
  file_input: () => h("span.hint", {}, "Files cannot be picked in the sandbox."),
};

const safe = (url) => (/^(https?:|mailto:|tel:|slack:)/i.test(url) ? url : "#");

function choices(part, block, context, type) {
  const state = stateOf(part, block, context);
  const chosen = new Set((state.selected_options ?? [state.selected_option]).filter(Boolean).map((option) => option.value));
  const name = `${block.block_id}-${part.action_id}-${Math.random()}`;
  const tell = () => {
    const values = [...set.querySelectorAll("input:checked")].map((box) => box.value);
    return changed(part, block, context, type === "radio" ? values[0] : values);
  };
  const set = h("fieldset.choices", { "aria-labelledby": context.id ? `${context.id}-label` : null, id: context.id ?? null }, part.options.map((option) => (
    h("label", {},
      h("input", { type, name, value: option.value, checked: chosen.has(option.value), on: { change: tell } }),
      h("span", {}, textObject(option.text, context), option.description ? h("small", {}, textObject(option.description, context)) : null)))));
  return set;
}

function picker(part, block, context, type, value, convert = (text) => text) {
  const tell = (event) => event.target.value && changed(part, block, context, convert(event.target.value));
  return h("input.plain-field", { type, id: context.id ?? null, value: value ?? "", "aria-label": context.id ? null : part.placeholder?.text ?? type, on: { change: tell } });
}

function textField(part, block, context, type, convert = (text) => text) {
  const state = stateOf(part, block, context);
  const start = typeof state.value === "string" ? state.value : "";
  const save = debounce((text) => context.fill(part, block, convert(text) || null), 250);
  const triggers = part.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const dispatches = block.type === "input" && block.dispatch_action;
  const onInput = (event) => {
    if (state) state.value = event.target.value;
    if (dispatches && triggers.includes("on_character_entered")) context.act(part, block, convert(event.target.value));
    else save(event.target.value);
  };
  const onKey = (event) => {
    if (event.key !== "Enter" || part.multiline || event.isComposing) return;
    if (!dispatches || !triggers.includes("on_enter_pressed")) return;
    event.preventDefault();
    context.act(part, block, convert(event.target.value));
  };
  const props = {
    id: context.id ?? null,
    value: start,
    placeholder: part.placeholder ? plain(part.placeholder.text) : null,
    "aria-describedby": block.hint && context.id ? `${context.id}-hint` : null,
    maxlength: part.max_length ?? (type === "text" ? 3000 : null),
    autofocus: part.focus_on_load ?? null,
    data: { testid: "text-field" },
    on: { input: onInput, keydown: onKey, blur: (event) => save.now(event.target.value) },
  };
  if (part.multiline) return h("textarea.plain-field", { ...props, rows: 3 });
  const step = type === "number" ? { step: part.is_decimal_allowed ? "any" : "1", min: part.min_value ?? null, max: part.max_value ?? null } : {};
  return h("input.plain-field", { ...props, ...step, type: type === "url" ? "text" : type });
}

/** Wait until typing pauses; `now` sends what is waiting at once. */
function debounce(work, milliseconds) {
  let timer = null;
  const later = (value) => {
    clearTimeout(timer);
    timer = setTimeout(() => { timer = null; work(value); }, milliseconds);
  };
  later.now = (value) => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    work(value);
  };
  return later;
}
