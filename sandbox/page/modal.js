/** Modals: real dialogs, the top of the person's stack on show, complaints beside their fields. */

import { renderBlocks, showErrors } from "./blocks.js";
import { fill, h, icon } from "./dom.js";
import { plain } from "./mrkdwn.js";
import { avatar } from "./people.js";
import { surface } from "./surface.js";

export class Modals {
  constructor(page) {
    this.page = page;
    this.open = new Map();
  }

  /** Show what is open, and nothing else. */
  draw(picture) {
    const ids = new Set(picture.modals.map((view) => view.id));
    for (const [id, modal] of this.open) {
      if (!ids.has(id)) { modal.remove(); this.open.delete(id); }
    }
    picture.modals.forEach((view, at) => {
      if (!this.open.has(view.id)) this.open.set(view.id, new Modal(this.page, view.id));
      this.open.get(view.id).draw(view, at === picture.modals.length - 1);
    });
  }
}

class Modal {
  constructor(page, id) {
    Object.assign(this, { page, id, key: "" });
    const before = document.activeElement;
    this.title = h("h2", { id: `title-${id}` });
    this.trouble = h("div.trouble", { role: "alert", hidden: true });
    this.body = h("div");
    this.foot = h("div.foot");
    const { people, app } = page.picture;
    const shut = h("button.icon-button", { type: "button", "aria-label": "Close", data: { testid: "modal-x" }, on: { click: () => this.close() } }, icon("close"));
    this.dialog = h("dialog", { "aria-labelledby": `title-${id}`, data: { testid: "modal" }, on: {
      // The app decides whether it closes. This is Escape while nothing inside has the focus; see onKey for the rest.
      cancel: (event) => { event.preventDefault(); this.close(); },
      close: () => { if (this.onTop) this.close(); }, // the browser closed it by itself, for example by a gesture
      keydown: (event) => this.onKey(event),
    } },
    h("div.head", {}, avatar(people.get(app.id), "small"), this.title, shut),
    h("div.pane", {}, this.trouble, this.body), this.foot);
    this.before = before;
    document.body.append(this.dialog);
  }

  draw(view, onTop) {
    if (view.key !== this.key) this.rebuild(view);
    showErrors(this.body, view.errors);
    this.trouble.hidden = !view.trouble;
    this.trouble.textContent = view.trouble;
    if (this.submitButton) this.submitButton.disabled = view.submitting;
    this.onTop = onTop;
    if (onTop && !this.dialog.open) {
      this.dialog.showModal();
      (this.body.querySelector("[autofocus], input:not([type=radio], [type=checkbox]), textarea, .select-box") ?? this.submitButton)?.focus();
    }
    if (!onTop && this.dialog.open) this.dialog.close();
  }

  /** Menus inside the dialog take their own Escape before it comes here. */
  onKey(event) {
    if (event.key === "Escape") { event.preventDefault(); this.close(); }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.submit();
  }

  rebuild(view) {
    const focused = this.body.contains(document.activeElement) ? document.activeElement.id : "";
    this.key = view.key;
    this.title.textContent = plain(view.title.text);
    this.context = surface(this.page, { view: view.id }, { values: view.values, errors: view.errors });
    fill(this.body, h("div", { lang: this.page.picture.me.lang }, renderBlocks(view.blocks, this.context)));
    this.submitButton = view.submit
      ? h("button.btn.big.primary", { type: "button", data: { testid: "modal-submit" }, on: { click: () => this.submit() } }, plain(view.submit.text))
      : null;
    fill(this.foot,
      h("button.btn.big", { type: "button", data: { testid: "modal-close" }, on: { click: () => this.close() } }, view.close ? plain(view.close.text) : view.submit ? "Cancel" : "Close"),
      this.submitButton);
    if (focused) document.getElementById(focused)?.focus();
    if (this.dialog.open && !this.dialog.contains(document.activeElement)) this.dialog.querySelector("button")?.focus();
  }

  async submit() {
    if (!this.submitButton || this.submitButton.disabled) return;
    if (this.body.contains(document.activeElement)) document.activeElement.blur(); // sends what was typed last
    this.submitButton.disabled = true;
    await this.context.settled();
    const answer = await this.page.do("submit", { view: this.id });
    this.submitButton.disabled = false;
    await this.page.refresh();
    if (answer && Object.keys(answer.errors).length) this.body.querySelector(".field-block.invalid .plain-field, .field-block.invalid button, .field-block.invalid input")?.focus();
  }

  close() {
    if (this.closing) return;
    this.closing = true;
    this.page.do("close", { view: this.id });
  }

  remove() {
    this.closing = true;
    this.dialog.close();
    this.dialog.remove();
    if (this.before?.isConnected && !document.querySelector("dialog[open]")) this.before.focus();
  }
}
