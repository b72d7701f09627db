/** Channels, people and the app. */

import { fill, h, icon } from "./dom.js";
import { avatar, openProfile } from "./people.js";

/** What the person has not looked at yet is bold; what they look at counts as seen. */
function unread(page, room) {
  const key = `seen:${page.person}:${room.id}`;
  if (room.id === page.place) {
    localStorage.setItem(key, room.latest);
    return false;
  }
  return room.latest > (localStorage.getItem(key) ?? "");
}

/** Draw the sidebar. */
export function drawSidebar(page, root) {
  const { team, app, conversations, people, me } = page.picture;
  const channels = [...conversations.values()].filter((room) => room.kind !== "im");
  const direct = conversations.get(app.conversation);
  const key = JSON.stringify([page.person, page.place, [...conversations.values()].map((room) => [room.id, room.name, room.latest])]);
  if (root.dataset.key === key) return;
  const focused = root.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
  root.dataset.key = key;
  fill(root,
    h("div.team-name", {}, team.name),
    section("Channels", channels.map((room) => channelItem(page, room))),
    section("Direct messages", [...people.values()].filter((person) => !person.is_bot).map((person) => personItem(page, person, me))),
    section("Apps", [item(page, {
      place: app.conversation, label: app.name, sign: avatar(people.get(app.id), "small"), testid: "app",
      current: page.place === "home" || page.place === app.conversation, isUnread: direct ? unread(page, direct) : false,
    })]));
  if (focused) root.querySelector(`[data-testid="${focused}"]`)?.focus();
}

function section(title, items) {
  return h("section.side-section", {}, h("h2.side-title", {}, title), items);
}

function channelItem(page, room) {
  return item(page, {
    place: room.id, label: room.name, sign: room.kind === "group" ? icon("lock") : "#",
    testid: `channel-${room.name}`, current: room.id === page.place, isUnread: unread(page, room),
  });
}

function personItem(page, person, me) {
  return h("button.side-item", { type: "button", data: { testid: `person-${person.name}` }, on: { click: (event) => openProfile(page, person, event) } },
    h("span.sign", {}, avatar(person, "small")), h("span.label", { lang: person.lang }, person.display_name),
    person.id === me.id ? h("span.hint", {}, "you") : null);
}

function item(page, { place, label, sign, testid, current, isUnread }) {
  return h(`button.side-item${isUnread ? ".unread" : ""}`, {
    type: "button", "aria-current": String(current), data: { testid }, on: { click: () => page.go(place) },
  }, h("span.sign", {}, sign), h("span.label", {}, label), isUnread ? h("span.visually-hidden", {}, " (new messages)") : null);
}
