/** Slack's mrkdwn as DOM nodes. What Slack escapes is unescaped last, as text, so nothing becomes HTML. */

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { slackDate } from "./time.js";

/**
 * @param {string} text Slack text with &lt; &gt; &amp; escapes
 * @param {object} context { people, conversations, me, onPerson?, onConversation? } by id
 * @returns {Node[]} paragraphs, quotes, code
 */
export function mrkdwn(text, context) {
  const nodes = [];
  for (const [index, piece] of text.split(/```/).entries()) {
    if (index % 2) nodes.push(h("pre", {}, unescape(piece.replace(/^\n/, "").replace(/\n$/, ""))));
    else if (piece) nodes.push(...lines(index ? piece.replace(/^\n/, "") : piece, context));
  }
  return nodes;
}

/** Plain text with emoji short codes turned into signs. */
export function plain(text, withEmoji = true) {
  return withEmoji === false ? text : text.replace(/:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/g, (all, name) => emoji(name) ?? all);
}

function lines(text, context) {
  const nodes = [];
  let quote = null;
  let run = [];
  const flush = () => {
    if (run.length) nodes.push(h("div.para", {}, inline(run.join("\n"), context)));
    run = [];
  };
  for (const line of text.split("\n")) {
    const quoted = line.match(/^(?:&gt;|>)\s?(.*)$/);
    const item = line.match(/^(\s*)([•◦▪‣-]|\d{1,3}\.)\s+(.*)$/);
    if (quoted) {
      flush();
      if (!quote) nodes.push((quote = h("blockquote")));
      quote.append(h("div.para", {}, inline(quoted[1], context)));
      continue;
    }
    quote = null;
    if (item) {
      flush();
      nodes.push(h("div.item", {}, h("span", {}, item[2] === "-" ? "•" : item[2]), h("span", {}, inline(item[3], context))));
    } else run.push(line);
  }
  flush();
  return nodes;
}

const TOKEN = /(`[^`\n]+`)|(<[^<>\n]+>)|(https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)\]'"*_~，。；：！？）」』])|(:[a-z0-9_+'-]+(?:::skin-tone-\d)?:)/g;

/** One run of text without blocks. */
function inline(text, context) {
  const kept = [];
  const held = text.replace(TOKEN, (all, code, angle, url, short) => {
    const node = code ? h("code", {}, unescape(code.slice(1, -1)))
      : angle ? reference(angle.slice(1, -1), context)
        : url ? link(url, url)
          : emoji(short.slice(1, -1)) ?? short;
    kept.push(node);
    return `\u0000${kept.length - 1}\u0001`; // a place-holder that styles may surround
  });
  return styled(held, kept);
}

const MARKS = { "*": "b", _: "i", "~": "s" };
// As in Slack, a mark counts only at the edge of a word, and CJK letters are letters too.
const STYLE = /(?<![\p{L}\p{N}*_~])([*_~])(?![\s*_~])((?:(?!\1)[^\n])*?[^\s])\1(?![\p{L}\p{N}])/u;

function styled(text, kept) {
  const match = STYLE.exec(text);
  if (!match) return restore(text, kept);
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + match[0].length);
  return [
    ...restore(before, kept),
    h(MARKS[match[1]], {}, styled(match[2], kept)),
    ...styled(after, kept),
  ];
}

function restore(text, kept) {
  return text.split(/\u0000(\d+)\u0001/).map((piece, index) => {
    if (index % 2 === 0) return unescape(piece);
    const node = kept[Number(piece)];
    return typeof node === "string" ? node : node;
  });
}

function reference(token, context) {
  const bar = token.indexOf("|");
  const target = bar < 0 ? token : token.slice(0, bar);
  const label = bar < 0 ? "" : token.slice(bar + 1);
  if (target.startsWith("@")) return personMention(target.slice(1), label, context);
  if (target.startsWith("#")) return channelMention(target.slice(1), label, context);
  if (target.startsWith("!date^")) return dateNode(target, label, context);
  if (target.startsWith("!")) return h("span.mention.me", {}, `@${label || target.slice(1)}`);
  return link(target, label || target);
}

/** A mention of a person. */
export function personMention(id, label, context) {
  const person = context.people.get(id);
  const mine = id === context.me?.id ? ".me" : "";
  const name = `@${person?.display_name || label || id}`;
  if (!person || !context.onPerson) return h(`span.mention${mine}`, {}, name);
  return h(`button.mention${mine}`, { type: "button", on: { click: (event) => context.onPerson(person, event) } }, name);
}

/** A mention of a channel. */
export function channelMention(id, label, context) {
  const room = context.conversations.get(id);
  const name = `#${room?.name || unescape(label) || id}`;
  if (!room) return h("span.mention", {}, name);
  return h("a.mention", { href: `#/${context.me.id}/${id}` }, name);
}

function dateNode(target, label, context) {
  const [, stamp, format, url] = target.split("^");
  const text = context.me ? slackDate(Number(stamp), unescape(format), context.me) : unescape(label);
  return url ? link(url, text) : h("time", { title: unescape(label) }, text);
}

/** A link that opens elsewhere; only http, https, mailto and tel are followed. */
export function link(target, label) {
  const href = unescape(target);
  const text = plain(unescape(label));
  if (!/^(https?:|mailto:|tel:)/i.test(href)) return h("span", {}, text);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, text);
}

function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
