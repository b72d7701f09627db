/** A list of messages with day dividers; messages that did not change keep their elements. */

import { h } from "./dom.js";
import { drawMessage } from "./message.js";
import { dayKey, dayLabel } from "./time.js";

const TOGETHER_SECONDS = 300;

/**
 * @param {object} page
 * @param {HTMLElement} root
 * @param {object[]} messages oldest first
 * @param {object} options before (a node), after (nodes), inThread
 * @returns {boolean} whether anything changed
 */
export function drawList(page, root, messages, { before = null, after = [], inThread = false } = {}) {
  const { me, clock } = page.picture;
  const rows = [];
  if (before) rows.push({ key: "intro", sign: before.textContent, make: () => before });
  messages.forEach((message, at) => {
    const previous = messages[at - 1];
    const day = dayKey(Number(message.ts), me.tz);
    if (!previous || day !== dayKey(Number(previous.ts), me.tz)) {
      const label = dayLabel(Number(message.ts), clock.now, me.tz);
      rows.push({ key: `day-${day}`, sign: label, make: () => h("div.day", { role: "separator" }, h("span", {}, label)) });
    }
    const options = { compact: !inThread && together(previous, message, me), inThread, replies: repliesTo(page, message) };
    rows.push({ key: message.ts, sign: signature(page, message, options), make: () => drawMessage(page, message, options) });
  });
  after.forEach((node, at) => rows.push({ key: `after-${at}`, sign: node.textContent, make: () => node }));
  return reconcile(root, rows);
}

function together(previous, message, me) {
  return Boolean(previous) && previous.user === message.user && !message.ephemeral && !previous.ephemeral
    && Number(message.ts) - Number(previous.ts) < TOGETHER_SECONDS
    && dayKey(Number(previous.ts), me.tz) === dayKey(Number(message.ts), me.tz);
}

function repliesTo(page, message) {
  return page.picture.messages.filter((each) => each.thread_ts === message.ts && each.ts !== message.ts);
}

function signature(page, message, options) {
  const { me, people } = page.picture;
  const { values, ...rest } = message; // what was picked lives in the elements themselves
  return JSON.stringify([rest, options.compact, options.replies.map((each) => each.ts), me.id, people.get(message.user)]);
}

/** Reuse elements whose key and signature stay, in order. */
function reconcile(root, rows) {
  const old = new Map([...root.children].map((node) => [node.dataset.key, node]));
  let changed = false;
  let spot = root.firstElementChild;
  for (const row of rows) {
    let node = old.get(row.key);
    if (!node || node.sign !== row.sign) {
      const fresh = row.make();
      fresh.dataset.key = row.key;
      fresh.sign = row.sign;
      if (node) { if (spot === node) spot = node.nextElementSibling; node.replaceWith(fresh); }
      node = fresh;
      changed = true;
    }
    old.delete(row.key);
    if (node === spot) spot = spot.nextElementSibling;
    else root.insertBefore(node, spot);
  }
  for (const node of old.values()) { node.remove(); changed = true; }
  return changed;
}
