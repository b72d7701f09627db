/** One message: who, when, what, and what can be done with it. */

import { renderBlocks } from "./blocks.js";
import { h, icon } from "./dom.js";
import { emoji, QUICK } from "./emoji.js";
import { openMenu } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { avatar, openProfile } from "./people.js";
import { surface } from "./surface.js";
import { clockTime, fullMoment } from "./time.js";

/** @returns {HTMLElement} */
export function drawMessage(page, message, { compact, inThread, replies }) {
  const { people, me } = page.picture;
  const author = people.get(message.user);
  const when = time(message, me);
  const classes = `${compact ? ".compact" : ""}`;
  return h(`div.message${classes}`, { data: { testid: "message", ts: message.ts, ephemeral: String(message.ephemeral) } },
    h("div.gutter", {}, compact ? when : face(page, author)),
    h("div.content", {},
      message.ephemeral ? onlyYou(page, message) : null,
      compact ? null : h("div.by", {}, h("span.name", {}, message.username || author?.display_name || "Slackbot"),
        message.bot_id || !author ? h("span.badge", {}, "App") : null, when),
      body(page, message, author),
      reactions(page, message),
      replies.length && !inThread ? threadLink(page, message, replies) : null),
    toolbar(page, message, inThread));
}

function face(page, author) {
  if (!author) return avatar(null);
  return h("button", { type: "button", tabindex: "-1", "aria-label": `About ${author.display_name}`, on: { click: (event) => openProfile(page, author, event) } }, avatar(author));
}

function time(message, me) {
  const at = Number(message.ts);
  return h("time", { datetime: new Date(at * 1000).toISOString(), title: fullMoment(at, me.tz) }, clockTime(at, me.tz));
}

function onlyYou(page, message) {
  const dismiss = () => page.do("dismiss", { conversation: page.place, ts: message.ts });
  return h("div.only-you", {}, icon("eye"), "Only visible to you",
    h("button", { type: "button", data: { testid: "dismiss" }, on: { click: dismiss } }, "Dismiss"));
}

function body(page, message, author) {
  const { me, people, conversations } = page.picture;
  const context = surface(page, { conversation: page.place, ts: message.ts }, { values: message.values });
  context.onPerson = (person, event) => openProfile(page, person, event);
  const lang = author && !author.is_bot ? author.lang : me.lang;
  const edited = message.edited ? h("span.edited", {}, "(edited)") : null;
  const content = message.blocks?.length
    ? [renderBlocks(message.blocks, context), edited]
    : [h("div.text", {}, mrkdwn(message.text, { people, conversations, me, onPerson: context.onPerson }), edited)];
  return h("div.body-text", { lang, data: { testid: "message-text" } }, message.text || message.blocks?.length ? content : null, message.files.map(file));
}

function file(each) {
  if (each.is_image) {
    return h("a", { href: each.path, target: "_blank", rel: "noopener" }, h("img.file-image", { src: each.path, alt: each.alt || each.title }));
  }
  const size = each.size < 1024 ? `${each.size} B` : `${Math.round(each.size / 1024)} kB`;
  return h("a.file", { href: each.path, target: "_blank", rel: "noopener", data: { testid: "file" } },
    h("span.kind", { "aria-hidden": "true" }, each.kind), h("span", {}, h("b", {}, each.title), h("small", {}, `${each.name} · ${size}`)));
}

function reactions(page, message) {
  const all = message.reactions ?? [];
  if (!all.length) return null;
  const { me, people } = page.picture;
  return h("div.reactions", {}, all.map(({ name, users }) => h("button.reaction", {
    type: "button", "aria-pressed": String(users.includes(me.id)),
    title: users.map((id) => people.get(id)?.display_name).join(", "),
    "aria-label": `${name}: ${users.length}`,
    on: { click: () => react(page, message, name) },
  }, h("span", {}, emoji(name) ?? `:${name}:`), String(users.length))));
}

const react = (page, message, name) => page.do("react", { conversation: page.place, ts: message.ts, name });

function threadLink(page, message, replies) {
  const { people } = page.picture;
  const faces = [...new Set(replies.map((each) => each.user))].slice(0, 3).map((id) => avatar(people.get(id), "small"));
  const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  return h("div", {}, h("button.thread-link", { type: "button", data: { testid: "thread-link" }, on: { click: () => page.openThread(message.ts) } }, faces, count));
}

function toolbar(page, message, inThread) {
  if (message.by_slack) return null;
  const button = (name, label, testid, act) => h("button.icon-button", { type: "button", "aria-label": label, title: label, data: { testid }, on: { click: act } }, icon(name));
  const shortcuts = page.picture.app.shortcuts.filter((each) => each.type === "message");
  const items = shortcuts.map((each) => ({
    label: each.name, about: page.picture.app.name, testid: `shortcut-${each.callback_id}`,
    act: () => page.do("shortcut", { callback_id: each.callback_id, conversation: page.place, ts: message.ts }),
  }));
  const more = (event) => openMenu(event.currentTarget, items.length ? items : [h("div.menu-title", {}, "The app has no message shortcuts.")], { label: "More actions" });
  return h("div.actions-bar", { role: "toolbar", "aria-label": "Message actions" },
    message.ephemeral ? null : button("smile", "Add reaction", "react", (event) => openReactions(page, message, event)),
    message.ephemeral || inThread ? null : button("reply", "Reply in thread", "reply", () => page.openThread(message.ts)),
    button("more", "More actions", "more-actions", more));
}

function openReactions(page, message, event) {
  const grid = h("div.emoji-grid", {}, QUICK.map((name) => h("button", {
    type: "button", "aria-label": name, on: { click: () => { react(page, message, name); document.body.dispatchEvent(new MouseEvent("mousedown", { bubbles: true })); } },
  }, emoji(name))));
  openMenu(event.currentTarget, [grid], { label: "Add reaction" });
}
