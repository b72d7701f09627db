/** Completion in the composer: commands at the start, @people and #channels anywhere. */

import { fill, h } from "./dom.js";
import { avatar } from "./people.js";

export class Completion {
  constructor(composer) {
    Object.assign(this, { composer, page: composer.page, options: [], active: 0 });
    this.root = h("div.completion", { role: "listbox", "aria-label": "Suggestions", hidden: true, data: { testid: "completion" } });
  }

  /** Look at what stands before the cursor and offer what fits. */
  look() {
    const { area } = this.composer;
    const before = area.value.slice(0, area.selectionStart);
    const word = before.match(/(^|\s)([@#][^\s@#]*)$/)?.[2];
    this.what = "";
    this.options = [];
    if (this.composer.how.command && /^\/[\w-]*$/.test(before)) this.commands(before);
    else if (word?.startsWith("@")) this.people(word);
    else if (word?.startsWith("#")) this.channels(word);
    this.active = 0;
    this.draw();
  }

  refresh() { if (!this.root.hidden && !this.options.length) this.close(); }

  commands(typed) {
    const { app } = this.page.picture;
    this.what = `Commands matching “${typed}”`;
    this.options = app.commands.filter((each) => each.command.startsWith(typed)).map((each) => ({
      text: each.command, length: typed.length, exact: each.command === typed, testid: `complete-${each.command.slice(1)}`,
      node: [avatar(this.page.picture.people.get(app.id)), h("span", {}, h("b", {}, each.command), h("span.usage", {}, each.usage_hint), h("small", {}, each.description))],
    }));
  }

  people(word) {
    const wanted = word.slice(1).toLowerCase();
    const fits = (person) => [person.name, ...`${person.display_name} ${person.real_name}`.toLowerCase().split(" ")]
      .some((name) => name.startsWith(wanted));
    this.what = "People";
    this.options = [...this.page.picture.people.values()].filter(fits).map((person) => ({
      text: `@${person.display_name}`, length: word.length, exact: word.slice(1).toLowerCase() === person.display_name.toLowerCase(), testid: `complete-${person.name}`,
      node: [avatar(person, "small"), h("span", { lang: person.lang }, h("b", {}, person.display_name), h("span.usage", {}, person.is_bot ? "App" : person.real_name))],
    }));
  }

  channels(word) {
    const wanted = word.slice(1).toLowerCase();
    this.what = "Channels";
    this.options = [...this.page.picture.conversations.values()]
      .filter((room) => room.name && room.name.startsWith(wanted))
      .map((room) => ({ text: `#${room.name}`, length: word.length, exact: word === `#${room.name}`, testid: `complete-${room.name}`, node: h("b", {}, `# ${room.name}`) }));
  }

  draw() {
    this.root.hidden = !this.options.length;
    this.composer.area.setAttribute("aria-expanded", String(!this.root.hidden));
    if (this.root.hidden) return;
    const keys = h("span.keys", {}, "↑ ↓ to move · Tab or Enter to take · Esc to close");
    fill(this.root, h("div.what", {}, this.what, keys), this.options.map((option, at) => h("div.option", {
      role: "option", "aria-selected": String(at === this.active), data: { testid: option.testid },
      on: { mousedown: (event) => { event.preventDefault(); this.take(option); }, mousemove: () => this.point(at) },
    }, option.node)));
    this.root.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }

  point(at) {
    if (at === this.active) return;
    this.active = at;
    for (const [index, row] of this.root.querySelectorAll(".option").entries()) row.setAttribute("aria-selected", String(index === at));
  }

  /** @returns {boolean} whether the key was for the list */
  onKey(event) {
    if (this.root.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const option = this.options[this.active];
    if (event.key === "Enter" && (event.shiftKey || option.exact)) return false; // fully typed: send it
    if (!step && !["Enter", "Tab", "Escape"].includes(event.key)) return false;
    event.preventDefault();
    event.stopPropagation();
    if (step) { this.active = (this.active + step + this.options.length) % this.options.length; this.draw(); }
    else if (event.key === "Escape") this.close();
    else this.take(option);
    return true;
  }

  take(option) {
    const { area } = this.composer;
    const end = area.selectionStart;
    area.setRangeText(`${option.text} `, end - option.length, end, "end");
    area.focus();
    this.composer.changed();
    this.close();
  }

  close() {
    this.options = [];
    this.root.hidden = true;
    this.composer.area.setAttribute("aria-expanded", "false");
  }
}
