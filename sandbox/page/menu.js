/** Pop-up menus: opened at a button, moved through with arrows, closed with Escape or a click elsewhere. */

import { h } from "./dom.js";

let current = null;

/**
 * @param {HTMLElement} anchor
 * @param {Array} items { label, about?, act, mark?, before? (a node), testid? }, a Node as it is, or "-" for a line
 * @param {object} options { label, title? }
 */
export function openMenu(anchor, items, { label, title = null } = {}) {
  closeMenu();
  const rows = items.map((item) => {
    if (item === "-") return h("hr");
    if (item instanceof Node) return item;
    const choose = () => { closeMenu(); item.act(); };
    return h("button.item", { type: "button", role: "menuitem", tabindex: "-1", data: { testid: item.testid ?? "menu-item" }, on: { click: choose } },
      item.before ?? null, h("span", {}, item.label, item.about ? h("small", {}, item.about) : null),
      item.mark ? h("span.now", {}, item.mark) : null);
  });
  const menu = h("div.menu", { role: "menu", "aria-label": label, on: { keydown: onKey } }, title, rows);
  (anchor.closest("dialog") ?? document.body).append(menu);
  place(menu, anchor);
  current = { menu, anchor };
  anchor.setAttribute("aria-expanded", "true");
  menu.querySelector(".item, button")?.focus();
}

/** Close the open menu, if there is one; the focus goes back to its button. */
export function closeMenu(back = true) {
  if (!current) return;
  const { menu, anchor } = current;
  current = null;
  anchor.setAttribute("aria-expanded", "false");
  if (back && menu.contains(document.activeElement)) anchor.focus();
  menu.remove();
}

function place(menu, anchor) {
  const spot = anchor.getBoundingClientRect();
  const left = Math.max(8, Math.min(spot.left, innerWidth - menu.offsetWidth - 8));
  const below = spot.bottom + 4 + menu.offsetHeight < innerHeight - 8;
  const top = below ? spot.bottom + 4 : Math.max(8, spot.top - menu.offsetHeight - 4);
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}

function onKey(event) {
  const items = [...current.menu.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) { event.preventDefault(); items.at((at + step + items.length) % items.length).focus(); }
  if (event.key === "Escape" || event.key === "Tab") { event.preventDefault(); event.stopPropagation(); closeMenu(); }
}

document.addEventListener("mousedown", (event) => {
  if (current && !current.menu.contains(event.target) && !current.anchor.contains(event.target)) closeMenu(false);
});
