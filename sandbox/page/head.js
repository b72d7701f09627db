/** The head of the place: name, topic and members of a channel, or the tabs of the app. */

import { fill, h, icon } from "./dom.js";
import { avatar } from "./people.js";

/** Draw the head of wherever the person is. */
export function drawHead(page, root) {
  const { app, room, people } = page.picture;
  const isApp = page.place === "home" || room?.kind === "im";
  const key = JSON.stringify([page.person, page.place, room, app.reachable]);
  if (root.dataset.key === key) return;
  root.dataset.key = key;
  fill(root, isApp ? appHead(page, app, people) : channelHead(page, room, people, app));
}

function appHead(page, app, people) {
  const tab = (place, label) => h("button.tab", {
    type: "button", role: "tab", "aria-selected": String(page.place === place), data: { testid: `tab-${label.toLowerCase()}` },
    on: { click: () => page.go(place) },
  }, label);
  return [
    h("div.place-title", {}, avatar(people.get(app.id), "small"), h("h1", {}, app.name), h("span.badge", {}, "App"),
      h("span.place-topic", {}, app.description)),
    h("div.tabs", { role: "tablist", "aria-label": app.name },
      app.home_tab ? tab("home", "Home") : null, app.messages_tab ? tab(app.conversation, "Messages") : null),
  ];
}

function channelHead(page, room, people, app) {
  const faces = room.members.slice(0, 3).map((id) => avatar(people.get(id), "small"));
  const names = room.members.map((id) => people.get(id)?.display_name).join(", ");
  const invite = h("button.btn", { type: "button", data: { testid: "add-app" }, on: { click: () => page.do("add_app", { conversation: room.id }) } }, `Add ${app.name}`);
  return h("div.place-title", {},
    room.kind === "group" ? icon("lock") : null,
    h("h1", {}, room.kind === "group" ? room.name : `# ${room.name}`),
    h("span.place-topic", {}, room.topic),
    room.app_is_in ? null : invite,
    h("span.place-members", { title: names, "aria-label": `${room.members.length} members: ${names}` }, h("span.faces", {}, faces), String(room.members.length)));
}
