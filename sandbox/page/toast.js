/** Short notices at the bottom. */

import { h } from "./dom.js";

/** Show a sentence for a few seconds. */
export function toast(text) {
  const note = h("div.toast", { data: { testid: "toast" } }, text);
  document.getElementById("toasts").append(note);
  setTimeout(() => note.remove(), 6000);
}
