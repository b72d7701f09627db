/** The beginning of a conversation: what it is, and what to type. */

import { h, icon } from "./dom.js";
import { avatar } from "./people.js";

/** Slack's "this is the very beginning", with the app's commands to try; `put` fills the composer. */
export function emptyPlace(page, room, put) {
  const { app, people } = page.picture;
  const isApp = room.kind === "im";
  const sign = isApp ? avatar(people.get(app.id)) : room.kind === "group" ? icon("lock") : "#";
  const title = isApp ? `Say hello to ${app.name}` : `Welcome to the #${room.name} channel`;
  const about = isApp
    ? app.description || `This is the very beginning of your messages with ${app.name}.`
    : `This is the very beginning of the #${room.name} channel. ${room.topic}`;
  const tries = app.commands.length ? [
    h("p", {}, h("br"), isApp || room.app_is_in ? "Try one of these:" : `Commands work everywhere, ${app.name} need not be a member:`),
    h("div.tries", {}, app.commands.map((each) => trial(each, put))),
  ] : [];
  return h("div.intro", { data: { testid: "intro" } }, h("div.big-sign", { "aria-hidden": "true" }, sign), h("h2", {}, title), h("p", {}, about), tries);
}

function trial(command, put) {
  return h("button.try", { type: "button", data: { testid: `try-${command.command.slice(1)}` }, on: { click: () => put(`${command.command} `) } },
    h("b", {}, command.command), h("span.usage", {}, ` ${command.usage_hint}`), h("small", {}, command.description));
}
