/** `rich_text` blocks. */

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { channelMention, link, personMention } from "./mrkdwn.js";
import { slackDate } from "./time.js";

/** @returns {Node[]} */
export function richText(block, context) {
  return (block.elements ?? []).map((part) => section(part, context));
}

function section(part, context) {
  const inside = () => (part.elements ?? []).map((item) => inline(item, context));
  if (part.type === "rich_text_quote") return h("blockquote", {}, h("div.para", {}, inside()));
  if (part.type === "rich_text_preformatted") return h("pre", {}, inside());
  if (part.type === "rich_text_list") return list(part, context);
  return h("div.para", {}, inside());
}

function list(part, context) {
  const start = part.offset ?? 0;
  return h("div", {}, part.elements.map((item, index) => {
    const sign = part.style === "ordered" ? `${start + index + 1}.` : ["•", "◦", "▪"][(part.indent ?? 0) % 3];
    const texts = (item.elements ?? []).map((each) => inline(each, context));
    const line = h("div.item", {}, h("span", {}, sign), h("span", {}, texts));
    line.style.marginInlineStart = `${(part.indent ?? 0) * 22}px`;
    return line;
  }));
}

function inline(item, context) {
  let node = bare(item, context);
  const style = item.style ?? {};
  if (style.code) node = h("code", {}, node);
  if (style.bold) node = h("b", {}, node);
  if (style.italic) node = h("i", {}, node);
  if (style.strike) node = h("s", {}, node);
  if (style.underline) node = h("u", {}, node);
  return node;
}

function bare(item, context) {
  switch (item.type) {
    case "link": return link(item.url, item.text || item.url);
    case "user": return personMention(item.user_id, "", context);
    case "channel": return channelMention(item.channel_id, "", context);
    case "emoji": return emoji(item.name) ?? `:${item.name}:`;
    case "broadcast": return h("span.mention.me", {}, `@${item.range}`);
    case "date": return context.me ? slackDate(item.timestamp, item.format, context.me) : item.fallback ?? "";
    case "color": return h("code", {}, item.value);
    default: return item.text ?? "";
  }
}
