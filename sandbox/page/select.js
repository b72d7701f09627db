/** Every kind of select menu: one option or several, fixed, people, conversations, or asked from the app. */

import { h, fill, icon } from "./dom.js";
import { changed, stateOf } from "./elements.js";
import { plain } from "./mrkdwn.js";

let counter = 0;

/** @returns {HTMLElement} */
export function select(part, block, context) {
  return new Select(part, block, context).root;
}

class Select {
  constructor(part, block, context) {
    Object.assign(this, { part, block, context });
    this.many = part.type.startsWith("multi_");
    this.kind = part.type.replace("multi_", "").replace("_select", "");
    this.id = `select-${counter += 1}`;
    this.options = this.fixedOptions();
    this.chosen = this.initial();
    this.shown = h("span.shown");
    this.box = h("button.select-box", {
      type: "button", id: context.id ?? null, role: "combobox", "aria-haspopup": "listbox", "aria-expanded": "false",
      "aria-controls": this.id, "aria-label": context.id ? null : plain(part.placeholder?.text ?? "Choose"),
      data: { testid: "select" }, on: { click: () => this.toggle(), keydown: (event) => this.onBoxKey(event) },
    }, this.shown, icon("down"));
    this.root = h("div.select", { on: { focusout: (event) => this.onLeave(event) } }, this.box);
    this.show();
  }

  fixedOptions() {
    const { people, conversations } = this.context;
    if (this.kind === "users") return [...people.values()].map((p) => ({ value: p.id, label: p.real_name, about: p.title }));
    if (this.kind === "conversations" || this.kind === "channels") {
      return [...conversations.values()].filter((room) => room.kind !== "im")
        .map((room) => ({ value: room.id, label: `#${room.name}` }));
    }
    const groups = this.part.option_groups ?? [{ options: this.part.options ?? [] }];
    return groups.flatMap((group) => group.options.map((option) => entry(option, group.label?.text)));
  }

  initial() {
    const state = stateOf(this.part, this.block, this.context);
    const value = Object.entries(state).find(([name]) => name.startsWith("selected_"))?.[1];
    const list = this.many ? value ?? [] : value ? [value] : [];
    return list.map((each) => (typeof each === "string" ? this.byValue(each) : entry(each)));
  }

  byValue(value) {
    return this.options.find((option) => option.value === value) ?? { value, label: value };
  }

  show() {
    const none = plain(this.part.placeholder?.text ?? "Select an option");
    this.shown.classList.toggle("none", !this.chosen.length);
    if (!this.chosen.length) fill(this.shown, none);
    else if (this.many) fill(this.shown, h("span.chips", {}, this.chosen.map((option) => h("span.chip", {}, option.label))));
    else fill(this.shown, this.chosen[0].label);
  }

  toggle() { if (this.pop) this.close(); else this.open(); }

  open() {
    this.search = h("input", {
      type: "text", placeholder: "Search", "aria-label": "Search options", "aria-controls": this.id, role: "searchbox",
      on: { input: () => this.onSearch(), keydown: (event) => this.onKey(event) },
    });
    this.list = h("ul.select-list", { id: this.id, role: "listbox", "aria-multiselectable": this.many ? "true" : null });
    this.pop = h("div.select-pop", {}, this.search, this.list);
    this.root.append(this.pop);
    this.box.setAttribute("aria-expanded", "true");
    this.active = 0;
    this.draw();
    this.pop.classList.toggle("up", this.tooLow());
    this.pop.classList.toggle("flip", this.tooFarRight());
    this.search.focus({ preventScroll: true });
    this.pop.scrollIntoView({ block: "nearest" });
    if (this.kind === "external") this.onSearch();
  }

  tooLow() {
    const frame = this.root.closest(".pane, .scroll, .home")?.getBoundingClientRect() ?? { bottom: innerHeight, top: 0 };
    const box = this.box.getBoundingClientRect();
    return box.bottom + this.pop.offsetHeight > frame.bottom && box.top - this.pop.offsetHeight > frame.top;
  }

  tooFarRight() {
    const { left, right } = this.box.getBoundingClientRect();
    return left + this.pop.offsetWidth > innerWidth - 8 && right - this.pop.offsetWidth > 0
      || left + this.pop.offsetWidth > (this.root.closest(".scroll, .pane")?.getBoundingClientRect().right ?? innerWidth);
  }

  close() {
    const { pop } = this;
    this.pop = null; // first, because removing a focused element tells us that the focus left
    pop?.remove();
    this.box.setAttribute("aria-expanded", "false");
  }

  matching() {
    const wanted = this.search.value.trim().toLowerCase();
    if (this.kind === "external" || !wanted) return this.options;
    return this.options.filter((option) => option.label.toLowerCase().includes(wanted));
  }

  draw() {
    const options = this.matching();
    let group;
    const rows = options.flatMap((option, index) => {
      const heading = option.group && option.group !== group ? [h("li.group", { role: "presentation" }, option.group)] : [];
      group = option.group;
      return [...heading, this.row(option, index)];
    });
    fill(this.list, rows.length ? rows : h("li.nothing", {}, "Nothing found"));
    this.search.setAttribute("aria-activedescendant", options.length ? `${this.id}-${this.active}` : "");
    this.list.querySelector(".active")?.scrollIntoView({ block: "nearest" });
  }

  row(option, index) {
    const on = this.chosen.some((each) => each.value === option.value);
    const active = index === this.active ? ".active" : "";
    return h(`li.option${active}`, {
      id: `${this.id}-${index}`, role: "option", "aria-selected": String(on), data: { testid: "option" },
      on: { mousedown: (event) => { event.preventDefault(); this.pick(option); }, mousemove: () => this.point(index) },
    }, this.many ? h("span.tick", {}, on ? "✓" : "") : null, h("span", {}, option.label, option.about ? h("small", {}, option.about) : null));
  }

  point(index) {
    if (index === this.active) return;
    this.active = index;
    for (const [at, row] of this.list.querySelectorAll(".option").entries()) row.classList.toggle("active", at === index);
    this.search.setAttribute("aria-activedescendant", `${this.id}-${index}`);
  }

  async onSearch() {
    this.active = 0;
    if (this.kind === "external") {
      const query = this.search.value;
      if (query.length < (this.part.min_query_length ?? 3) && this.part.min_query_length !== 0) return this.draw();
      const options = await this.context.suggest(this.part, this.block, query);
      if (!this.pop || this.search.value !== query) return undefined;
      this.options = options.map((option) => entry(option));
    }
    return this.draw();
  }

  onBoxKey(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); if (!this.pop) this.open(); }
  }

  onKey(event) {
    const options = this.matching();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.active = Math.max(0, Math.min(options.length - 1, this.active + step));
      this.draw();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (options[this.active]) this.pick(options[this.active]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.close();
      this.box.focus();
    }
  }

  onLeave(event) {
    if (this.pop && !this.root.contains(event.relatedTarget)) this.close();
  }

  async pick(option) {
    const on = this.chosen.some((each) => each.value === option.value);
    if (!this.many) this.chosen = [option];
    else if (on) this.chosen = this.chosen.filter((each) => each.value !== option.value);
    else if (this.chosen.length < (this.part.max_selected_items ?? 100)) this.chosen = [...this.chosen, option];
    this.show();
    if (this.many) this.draw();
    else { this.close(); this.box.focus(); }
    const values = this.chosen.map((each) => each.value);
    await changed(this.part, this.block, this.context, this.many ? values : values[0]);
  }
}

function entry(option, group) {
  return {
    value: option.value,
    label: plain(option.text.text),
    about: option.description ? plain(option.description.text) : "",
    group: group ? plain(group) : "",
  };
}
