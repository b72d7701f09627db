/** The thread beside a conversation. */

import { Composer } from "./composer.js";
import { fill, h, icon } from "./dom.js";
import { drawList } from "./list.js";

export class Thread {
  constructor(page, root) {
    Object.assign(this, { page, root, ts: null });
  }

  open(ts) {
    this.ts = ts;
    const { room } = this.page.picture;
    this.list = h("div.list", { role: "log", "aria-label": "Thread", data: { testid: "thread-messages" } });
    this.composer = new Composer(this.page, room, {
      placeholder: "Reply…",
      send: (text) => this.page.do("say", { conversation: room.id, text, thread_ts: this.ts }),
    });
    const shut = h("button.icon-button", { type: "button", "aria-label": "Close the thread", on: { click: () => this.close() } }, icon("close"));
    fill(this.root, h("div.thread-head", {}, "Thread", shut), h("div.scroll", {}, this.list), this.composer.root);
    this.root.hidden = false;
    this.draw();
    this.composer.focus();
  }

  close() {
    this.ts = null;
    this.root.hidden = true;
    fill(this.root);
  }

  draw() {
    if (!this.ts) return;
    const messages = this.page.picture.messages.filter((each) => each.ts === this.ts || each.thread_ts === this.ts);
    drawList(this.page, this.list, messages, { inThread: true });
    this.composer.update(this.page.picture);
  }
}
