/** The "are you sure" dialog of confirm objects. */

import { textObject } from "./blocks.js";
import { h } from "./dom.js";
import { plain } from "./mrkdwn.js";

/** @returns {Promise<boolean>} whether the person confirmed */
export function confirmFirst(confirm, context) {
  return new Promise((resolve) => {
    const answer = (yes) => { dialog.close(); dialog.remove(); resolve(yes); };
    const look = confirm.style === "danger" ? "danger" : "primary";
    const dialog = h("dialog.confirm", { "aria-labelledby": "confirm-title", data: { testid: "confirm" } },
      h("div.head", {}, h("h2", { id: "confirm-title" }, plain(confirm.title.text))),
      h("div.pane", {}, textObject(confirm.text, context)),
      h("div.foot", {},
        h("button.btn.big", { type: "button", on: { click: () => answer(false) } }, plain(confirm.deny.text)),
        h(`button.btn.big.${look}`, { type: "button", autofocus: true, on: { click: () => answer(true) } }, plain(confirm.confirm.text))));
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); answer(false); });
    document.body.append(dialog);
    dialog.showModal();
  });
}
