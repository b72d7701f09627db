/** A conversation: its messages and the composer. */

import { Composer } from "./composer.js";
import { fill, h } from "./dom.js";
import { emptyPlace } from "./empty.js";
import { drawList } from "./list.js";

export class Room {
  constructor(page, root) {
    this.page = page;
    const { room, app } = page.picture;
    this.id = room.id;
    this.list = h("div.list", { role: "log", "aria-label": `Messages in ${room.name || app.name}`, data: { testid: "messages" } });
    this.scroll = h("div.scroll", { tabindex: "-1" }, this.list);
    const readOnly = room.kind === "im" && app.read_only;
    this.composer = readOnly ? null : new Composer(page, room, { send: (text) => this.send(text), command: (name, text) => this.command(name, text) });
    fill(root, this.scroll, this.composer?.root ?? h("div.read-only", {}, `Sending messages to ${app.name} has been turned off.`));
    this.composer?.focus();
  }

  draw(picture) {
    const atEnd = this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 80;
    const mine = picture.messages.at(-1)?.user === picture.me.id;
    const top = picture.messages.filter((message) => !message.thread_ts || message.thread_ts === message.ts);
    const changed = drawList(this.page, this.list, top, {
      before: emptyPlace(this.page, picture.room, (text) => this.composer?.put(text)),
      after: this.page.pending.filter((each) => each.place === this.id).map(waiting),
    });
    if (changed && (atEnd || mine || !this.drawn)) this.scroll.scrollTop = this.scroll.scrollHeight;
    this.drawn = true;
    this.composer?.update(picture);
  }

  send(text) {
    return this.page.do("say", { conversation: this.id, text });
  }

  async command(name, text) {
    const entry = { place: this.id, text: `${name} ${text}`.trim(), app: this.page.picture.app.name };
    this.page.pending.push(entry);
    this.page.refresh();
    await this.page.do("command", { conversation: this.id, command: name, text });
    this.page.pending = this.page.pending.filter((each) => each !== entry);
    this.page.refresh();
  }
}

function waiting(entry) {
  return h("div.waiting", { data: { testid: "waiting", key: entry.text } }, h("span.spinner", { "aria-hidden": "true" }), h("span", {}, h("code", {}, entry.text), ` – waiting for ${entry.app}`));
}
