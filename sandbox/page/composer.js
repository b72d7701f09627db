/** Writing messages and commands. Enter sends, Shift+Enter makes a new line. */

import { Completion } from "./completion.js";
import { fill, h, icon } from "./dom.js";
import { openMenu } from "./menu.js";

export class Composer {
  /**
   * @param {object} page
   * @param {object} room the conversation
   * @param {object} how send(text), command?(name, text), placeholder?
   */
  constructor(page, room, how) {
    Object.assign(this, { page, room, how });
    const { app } = page.picture;
    const name = room.kind === "im" ? app.name : `#${room.name}`;
    this.draftKey = `draft:${page.person}:${room.id}:${how.placeholder ?? ""}`;
    this.area = h("textarea", {
      rows: 1, placeholder: how.placeholder ?? `Message ${name}`, "aria-label": how.placeholder ?? `Message ${name}`,
      value: sessionStorage.getItem(this.draftKey) ?? "", data: { testid: how.command ? "composer" : "reply-composer" },
      on: { input: () => this.changed(), keydown: (event) => this.onKey(event), blur: () => this.completion.close(), click: () => this.completion.look() },
    });
    this.complaint = h("div.complaint", { role: "alert", hidden: true, data: { testid: "complaint" } });
    this.sendButton = h("button.send", { type: "button", "aria-label": "Send", data: { testid: "send" }, on: { click: () => this.send() } }, icon("send"));
    this.completion = new Completion(this);
    this.root = h("div.composer", {}, this.completion.root, this.complaint, this.area, this.bar());
    this.grow();
  }

  bar() {
    const button = (name, label, testid, act) => h("button.icon-button", { type: "button", "aria-label": label, title: label, data: { testid }, on: { mousedown: (event) => event.preventDefault(), click: act } }, icon(name));
    const commands = this.how.command ? [
      button("bolt", "Shortcuts", "shortcuts", (event) => this.openShortcuts(event.currentTarget)),
      button("slash", "Commands", "commands", () => this.put("/")),
    ] : [];
    return h("div.bar", {}, commands, button("at", "Mention somebody", "mention", () => this.insert("@")), this.sendButton);
  }

  openShortcuts(anchor) {
    const { app } = this.page.picture;
    const items = app.shortcuts.filter((each) => each.type === "global").map((each) => ({
      label: each.name, about: each.about, testid: `shortcut-${each.callback_id}`,
      act: () => this.page.do("shortcut", { callback_id: each.callback_id }),
    }));
    openMenu(anchor, items.length ? items : [h("div.menu-title", {}, `${app.name} has no shortcuts.`)], { label: "Shortcuts" });
  }

  focus() { if (!document.querySelector("dialog[open]") && matchMedia("(hover: hover)").matches) this.area.focus(); }

  /** Replace the text and go on typing. */
  put(text) {
    this.area.value = text;
    this.area.focus();
    this.area.setSelectionRange(text.length, text.length);
    this.changed();
  }

  insert(text) {
    const { selectionStart: at, value } = this.area;
    const gap = at > 0 && !/\s$/.test(value.slice(0, at)) ? " " : "";
    this.area.setRangeText(gap + text, at, this.area.selectionEnd, "end");
    this.area.focus();
    this.changed();
  }

  update() { this.completion.refresh(); }

  changed() {
    this.complain("");
    sessionStorage.setItem(this.draftKey, this.area.value);
    this.grow();
    this.completion.look();
  }

  grow() {
    this.sendButton.disabled = !this.area.value.trim();
    this.area.style.height = "auto";
    this.area.style.height = `${Math.max(this.area.scrollHeight, 40)}px`;
  }

  onKey(event) {
    if (event.isComposing || event.keyCode === 229) return; // an input method is still choosing characters
    if (this.completion.onKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
  }

  complain(text) {
    this.complaint.hidden = !text;
    fill(this.complaint, text);
  }

  async send() {
    const text = this.area.value.trim();
    if (!text) return;
    const [, name, rest] = text.match(/^(\/[\w-]+)(?:\s+([\s\S]*))?$/) ?? [];
    const isCommand = name && this.how.command && this.area.value.startsWith("/");
    if (isCommand && !this.page.picture.app.commands.some((each) => each.command === name)) {
      this.complain([`${name} is not a valid command here. A message may start with a space before the /.`]);
      return;
    }
    this.put("");
    this.completion.close();
    const answer = isCommand ? await this.how.command(name, rest ?? "") : await this.how.send(text);
    if (answer === null && !this.area.value) this.put(text); // it failed: nothing typed is lost
  }
}
