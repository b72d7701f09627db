/** The page: keeps who is looking where, fetches the picture after every change, and draws it. */

import { act, follow, picture } from "./api.js";
import { ClockButton } from "./clock.js";
import { drawHead } from "./head.js";
import { drawHome } from "./home.js";
import { h, icon } from "./dom.js";
import { Modals } from "./modal.js";
import { drawMe } from "./people.js";
import { Room } from "./room.js";
import { drawSidebar } from "./sidebar.js";
import { Thread } from "./thread.js";
import { toast } from "./toast.js";

const HOME = "home";
const $ = (id) => document.getElementById(id);

const page = {
  person: "",
  place: "",
  picture: null,
  pending: [],
  room: null,
  /** Do something as the person who looks; problems become short notices. Answers null when it failed. */
  async do(action, data = {}) {
    try {
      const answer = await act(action, { person: page.person, ...data });
      if (answer.notice) toast(answer.notice);
      return answer;
    } catch (error) {
      toast(error.message);
      return null;
    }
  },
  go(place, person = page.person) {
    location.hash = `#/${person}/${place}`;
    readPlace(); // at once: what is typed from now on belongs to the new place
    refresh();
  },
  refresh,
};

const modals = new Modals(page);
const thread = new Thread(page, $("thread"));
const clock = new ClockButton(page, $("clock-button"));
page.openThread = (ts) => thread.open(ts);

function readPlace() {
  const [, person, place] = location.hash.split("/");
  const kept = sessionStorage.getItem("person") || localStorage.getItem("person") || "";
  const moved = person !== page.person || place !== page.place;
  page.person = person || kept;
  page.place = place || "";
  if (moved) leave();
}

function leave() {
  page.room = null;
  thread.close();
  $("place-body").replaceChildren();
  showSide(false);
}

let running = false;
let again = false;

/** Fetch and draw; calls that come meanwhile become one more fetch. */
async function refresh() {
  if (running) { again = true; return; }
  running = true;
  do {
    again = false;
    const { person, place } = page;
    try {
      const fresh = await picture(person, place === HOME ? "" : place);
      if (person === page.person && place === page.place) draw(fresh);
      else again = true;
    } catch (error) {
      banner(`The sandbox itself does not answer: ${error.message}`);
    }
  } while (again);
  running = false;
}

function draw(fresh) {
  page.picture = index(fresh);
  const { me } = page.picture;
  page.person = me.id;
  sessionStorage.setItem("person", me.id);
  localStorage.setItem("person", me.id);
  if (!page.place || (page.place !== HOME && !page.picture.conversations.has(page.place))) {
    const first = fresh.conversations.find((room) => room.app_is_in) ?? fresh.conversations[0];
    page.go(first.id, me.id);
    return;
  }
  drawFrame();
  drawPlace();
  modals.draw(page.picture);
  thread.draw();
}

/** Maps beside the lists, so that everybody can look things up by id. */
function index(fresh) {
  const people = new Map(fresh.people.map((person) => [person.id, person]));
  const conversations = new Map(fresh.conversations.map((room) => [room.id, room]));
  return { ...fresh, people, conversations, me: people.get(fresh.me), room: conversations.get(fresh.place) };
}

function drawFrame() {
  const { team, app, me, room } = page.picture;
  $("team-icon").textContent = team.name[0];
  const name = page.place === HOME || room?.kind === "im" ? app.name : `#${room?.name}`;
  document.title = `${name} – ${team.name} (sandbox)`;
  drawMe(page, $("me-button"));
  drawSidebar(page, $("sidebar"));
  drawHead(page, $("place-head"));
  clock.draw(page.picture.clock, me.tz);
  banner(app.revoked ? `${app.name} was removed from this workspace.`
    : app.reachable ? "" : `${app.name} cannot be reached at ${app.address}. Is the bot running? Messages and commands will fail until it is.`);
}

function drawPlace() {
  const body = $("place-body");
  if (page.place === HOME) {
    if (!body.querySelector(".home")) page.do("home", { tab: "home" });
    drawHome(page, body);
    return;
  }
  if (!page.room) {
    page.room = new Room(page, body);
    if (page.picture.room.kind === "im") page.do("home", { tab: "messages" });
  }
  page.room.draw(page.picture);
}

function banner(text) {
  $("banner").hidden = !text;
  if ($("banner").textContent !== text) $("banner").textContent = text;
}

function showSide(open) {
  document.querySelector(".frame").classList.toggle("side-open", open);
  $("menu-button").setAttribute("aria-expanded", String(open));
}

$("menu-button").append(icon("menu"));
$("menu-button").addEventListener("click", () => showSide(!document.querySelector(".frame").classList.contains("side-open")));
$("scrim").addEventListener("click", () => showSide(false));
window.addEventListener("hashchange", () => { readPlace(); refresh(); }); // back and forward
document.addEventListener("keydown", (event) => { if (event.key === "Escape") showSide(false); });
$("live").append(h("span"));
readPlace();
refresh();
follow(refresh, (lost) => { if (lost) banner("The sandbox has stopped. Start it again with make run; this page will find it."); });
