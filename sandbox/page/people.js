/** Faces, and being somebody else. */

import { fill, h } from "./dom.js";
import { openMenu } from "./menu.js";
import { city, clockTime } from "./time.js";

/** Initials on a person's colour; the app and Slackbot have their own look. */
export function avatar(person, size = "") {
  const small = size ? `.${size}` : "";
  if (!person) return h(`span.avatar.slackbot${small}`, { "aria-hidden": "true" }, "S");
  if (person.is_bot) return h(`span.avatar.app${small}`, { "aria-hidden": "true" }, person.display_name[0]);
  const initials = person.display_name.split(" ").map((word) => word[0]).join("").slice(0, 2);
  return h(`span.avatar${small}`, { "aria-hidden": "true", color: `#${person.color}` }, initials);
}

/** The button with one's own face; it lists everybody one can be. */
export function drawMe(page, button) {
  const { me } = page.picture;
  if (button.dataset.person === me.id) return;
  button.dataset.person = me.id;
  button.setAttribute("aria-label", `You are ${me.real_name}. Be somebody else`);
  fill(button, avatar(me), h("span.presence"));
  button.onclick = () => openPeople(page, button);
}

function openPeople(page, button) {
  const { me, people, clock } = page.picture;
  const title = h("div.menu-title", {}, h("b", {}, "Be somebody else"), "Language and time zone come with the person.");
  const items = [...people.values()].filter((person) => !person.is_bot).map((person) => ({
    label: h("span", { lang: person.lang }, person.real_name),
    about: `${person.title} · ${person.locale} · ${city(person.tz)} ${clockTime(clock.now, person.tz)}`,
    before: avatar(person),
    mark: person.id === me.id ? "you" : null,
    testid: `be-${person.name}`,
    act: () => become(page, person),
  }));
  openMenu(button, items, { label: "Be somebody else", title });
}

function become(page, person) {
  const { place } = page;
  page.pending = [];
  page.go(place.startsWith("D") ? `D${person.id.slice(1)}` : place, person.id);
}

/** A card about somebody, with the offer to be them. */
export function openProfile(page, person, event) {
  const { me, clock } = page.picture;
  const title = h("div.menu-title", {}, h("b", { lang: person.lang }, person.real_name), person.title || "App", h("br"),
    person.is_bot ? "" : `${clockTime(clock.now, person.tz)} in ${city(person.tz)} · ${person.locale}${person.is_admin ? " · workspace admin" : ""}`);
  const items = person.is_bot
    ? [{ label: "Open messages", act: () => page.go(page.picture.app.conversation) }]
    : [{ label: person.id === me.id ? "This is you" : `Be ${person.display_name}`, act: () => become(page, person) }];
  openMenu(event.currentTarget, items, { label: person.real_name, title });
}
