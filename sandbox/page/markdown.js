/** Standard Markdown for `markdown` blocks: the parts Slack renders. */

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { link } from "./mrkdwn.js";

/** @returns {Node[]} */
export function markdown(text) {
  const nodes = [];
  const rows = text.split("\n");
  for (let at = 0; at < rows.length;) at = block(rows, at, nodes);
  return nodes;
}

function block(rows, at, nodes) {
  const row = rows[at];
  const heading = row.match(/^(#{1,6})\s+(.*)$/);
  if (!row.trim()) return at + 1;
  if (row.startsWith("```")) return fence(rows, at, nodes);
  if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(row)) { nodes.push(h("hr")); return at + 1; }
  if (heading) {
    nodes.push(h(`h${Math.min(heading[1].length + 1, 4)}`, {}, inline(heading[2])));
    return at + 1;
  }
  if (/^\s*\|.*\|\s*$/.test(row) && /^\s*\|[\s:|-]+\|\s*$/.test(rows[at + 1] ?? "")) return table(rows, at, nodes);
  if (row.startsWith(">")) return gather(rows, at, /^>\s?(.*)$/, (texts) => nodes.push(h("blockquote", {}, markdown(texts.join("\n")))));
  const item = /^(\s*)([-*+]|\d+\.)\s+(.*)$/;
  if (item.test(row)) return list(rows, at, item, nodes);
  return gather(rows, at, /^(?!\s*$|#{1,6}\s|```|>)(.*)$/, (texts) => nodes.push(h("div.para", {}, inline(texts.join("\n")))));
}

function gather(rows, at, pattern, done) {
  const texts = [];
  while (at < rows.length && pattern.test(rows[at])) texts.push(rows[at++].match(pattern)[1]);
  done(texts);
  return at;
}

function fence(rows, at, nodes) {
  const end = rows.findIndex((row, index) => index > at && row.startsWith("```"));
  const last = end < 0 ? rows.length : end;
  nodes.push(h("pre", {}, rows.slice(at + 1, last).join("\n")));
  return last + 1;
}

function list(rows, at, pattern, nodes) {
  for (; at < rows.length && pattern.test(rows[at]); at += 1) {
    const [, indent, mark, text] = rows[at].match(pattern);
    const task = text.match(/^\[([ xX])\]\s+(.*)$/);
    const sign = task ? (task[1] === " " ? "☐" : "☑") : /\d/.test(mark) ? mark : "•";
    const line = h("div.item", {}, h("span", {}, sign), h("span", {}, inline(task ? task[2] : text)));
    line.style.marginInlineStart = `${Math.floor(indent.length / 2) * 20}px`;
    nodes.push(line);
  }
  return at;
}

function table(rows, at, nodes) {
  const cells = (row) => row.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
  const head = cells(rows[at]);
  const body = [];
  for (at += 2; at < rows.length && /^\s*\|.*\|\s*$/.test(rows[at]); at += 1) body.push(cells(rows[at]));
  const row = (tag) => (texts) => h("tr", {}, texts.map((text) => h(tag, {}, inline(text))));
  nodes.push(h("div.table-wrap", {}, h("table", {}, row("th")(head), body.map(row("td")))));
  return at;
}

const INLINE = /(`+)(.+?)\1|!?\[([^\]]*)\]\(([^)\s]+)\)|<(https?:[^>\s]+)>|(https?:\/\/[^\s<>)]*[^\s<>).,;:!?])|(\*\*|__)(?=\S)([\s\S]*?\S)\7|(\*|_)(?=\S)([\s\S]*?\S)\9(?![\p{L}\p{N}])|~~(?=\S)([\s\S]*?\S)~~|:([a-z0-9_+-]+):|\\([\\`*_{}[\]()#+.!~|>-])/u;

function inline(text) {
  const match = INLINE.exec(text);
  if (!match) return [text];
  const [all, , code, label, target, auto, bare, , strong, , em, strike, short, escaped] = match;
  const node = code !== undefined ? h("code", {}, code)
    : target ? link(target, label || target)
      : auto || bare ? link(auto || bare, auto || bare)
        : strong ? h("b", {}, inline(strong))
          : em ? h("i", {}, inline(em))
            : strike ? h("s", {}, inline(strike))
              : short ? emoji(short) ?? all
                : escaped;
  return [text.slice(0, match.index), node, ...inline(text.slice(match.index + all.length))];
}
