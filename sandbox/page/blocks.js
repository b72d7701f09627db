/** Block Kit blocks as DOM. */

import { chart } from "./charts.js";
import { add, h } from "./dom.js";
import { element } from "./elements.js";
import { markdown } from "./markdown.js";
import { mrkdwn, plain } from "./mrkdwn.js";
import { richText } from "./rich_text.js";

/**
 * @param {object[]} blocks
 * @param {object} context people, conversations, me; `values` state by block and action id; `act`, `fill`,
 *   `suggest` for what people do
 */
export function renderBlocks(blocks, context) {
  return h("div.blocks", { data: { testid: "blocks" } }, blocks.map((block) => renderBlock(block, context)));
}

function renderBlock(block, context) {
  const draw = DRAWERS[block.type];
  const node = draw ? draw(block, context) : h("div.block-unknown", {}, `${block.type} block (the page cannot show it)`);
  node.dataset.block = block.block_id ?? "";
  return node;
}

/** A text object: plain_text or mrkdwn. */
export function textObject(text, context) {
  if (!text) return null;
  if (text.type === "mrkdwn") return h("div.text", {}, mrkdwn(text.text, context));
  return h("div.text", {}, h("div.para", {}, plain(text.text, text.emoji)));
}

const WIDE = new Set(["radio_buttons", "checkboxes"]);

const DRAWERS = {
  section(block, context) {
    const fields = block.fields ? h("div.fields", {}, block.fields.map((field) => textObject(field, context))) : null;
    const body = h("div.body", {}, textObject(block.text, context), fields);
    const accessory = block.accessory ? h("div.accessory", {}, element(block.accessory, block, context)) : null;
    const stacked = WIDE.has(block.accessory?.type) ? ".stacked" : "";
    return h(`div.block-section${stacked}`, {}, body, accessory);
  },
  header: (block) => h("h3.block-header", {}, plain(block.text.text, block.text.emoji)),
  divider: () => h("hr.block-divider"),
  context: (block, context) => h("div.block-context", {}, block.elements.map((part) => (
    part.type === "image" ? element(part, block, context) : textObject(part, context)))),
  actions: (block, context) => h("div.block-actions", {}, block.elements.map((part) => element(part, block, context))),
  context_actions: (block, context) => DRAWERS.actions(block, context),
  image: (block) => h("figure.block-image", {},
    block.title ? h("figcaption", {}, plain(block.title.text)) : null, picture(block)),
  input,
  markdown: (block) => h("div.text", {}, markdown(block.text)),
  rich_text: (block, context) => h("div.text", {}, richText(block, context)),
  table: (block, context) => table(block, context, false),
  data_table: (block, context) => table(block, context, true),
  data_visualization: (block) => chart(block),
  video: (block) => h("div.no-picture", {}, h("b", {}, plain(block.title.text)), h("br"), block.alt_text),
};

/** A picture from this sandbox; others are named, because the page asks nobody else for anything. */
export function picture(source, className = "") {
  const address = source.slack_file?.id ? `/files/${source.slack_file.id}/image` : source.slack_file?.url ?? source.image_url ?? "";
  const local = address.startsWith("data:") || new URL(address, location.href).origin === location.origin;
  if (local) return h("img", { src: address, alt: source.alt_text, class: className || null, loading: "lazy" });
  return h("span.no-picture", { role: "img", "aria-label": source.alt_text, title: address }, `🖼 ${source.alt_text}`);
}

function input(block, context) {
  const id = `field-${block.block_id}-${block.element.action_id}`;
  const wrong = context.errors?.[block.block_id];
  const group = WIDE.has(block.element.type);
  const label = h(group ? "span.label" : "label.label", group ? { id: `${id}-label` } : { for: id, id: `${id}-label` },
    plain(block.label.text), block.optional ? h("span.optional", {}, " (optional)") : null);
  const node = h("div.field-block", { data: { testid: "field" } }, label, element(block.element, block, { ...context, id }));
  add(node, [
    h("div.wrong", { role: "alert", hidden: !wrong, data: { testid: "field-error" } }, wrong ?? ""),
    block.hint ? h("div.hint", { id: `${id}-hint` }, plain(block.hint.text)) : null,
  ]);
  node.classList.toggle("invalid", Boolean(wrong));
  return node;
}

/** Put complaints beside their fields without drawing the fields again. */
export function showErrors(root, errors) {
  for (const field of root.querySelectorAll(".field-block")) {
    const wrong = errors[field.dataset.block];
    const place = field.querySelector(".wrong");
    if (place.textContent !== (wrong ?? "")) place.textContent = wrong ?? "";
    place.hidden = !wrong;
    field.classList.toggle("invalid", Boolean(wrong));
  }
}

function cell(part, context) {
  if (part.type === "rich_text") return h("div.text", {}, richText(part, context));
  return plain(String(part.text ?? part.value ?? ""));
}

function table(block, context, isData) {
  const settings = block.column_settings ?? [];
  const looks = (index) => `${settings[index]?.align ?? ""} ${settings[index]?.is_wrapped ? "" : isData ? "" : "nowrap"}`.trim();
  const row = (cells, tag) => h("tr", {}, cells.map((part, index) => (
    h(tag, { class: (part.type === "raw_number" ? "right" : looks(index)) || null, scope: tag === "th" ? "col" : null }, cell(part, context)))));
  const [first, ...rest] = block.rows;
  return h("div.table-wrap", { tabindex: "0", role: "region", "aria-label": block.caption ?? "Table" },
    h("table", {}, block.caption ? h("caption", {}, block.caption) : null,
      h("thead", {}, row(first, "th")), h("tbody", {}, rest.map((cells) => row(cells, "td")))));
}
