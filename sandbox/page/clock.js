/** The sandbox's clock: shows the time in the person's zone, and moves it. */

import { fill, h, icon } from "./dom.js";
import { openMenu } from "./menu.js";
import { city, fullMoment, shortMoment } from "./time.js";

export class ClockButton {
  constructor(page, button) {
    Object.assign(this, { page, button, ahead: 0, tz: "UTC" });
    button.addEventListener("click", () => this.open());
    this.label = h("span");
    fill(button, icon("clock"), this.label);
    setInterval(() => this.tick(), 1000);
  }

  /** @param {object} clock { now, offset } of the sandbox */
  draw(clock, tz) {
    this.ahead = clock.now - Date.now() / 1000;
    this.tz = tz;
    this.button.classList.toggle("moved", Math.abs(clock.offset) > 1);
    this.tick();
  }

  tick() {
    const text = shortMoment(Date.now() / 1000 + this.ahead, this.tz);
    if (this.label.textContent !== text) this.label.textContent = text;
  }

  open() {
    const move = (data) => () => this.page.do("move_clock", data);
    const now = Date.now() / 1000 + this.ahead;
    const title = h("div.menu-title", {}, h("b", {}, "Sandbox time"), `${fullMoment(now, this.tz)} in ${city(this.tz)}`);
    openMenu(this.button, [
      { label: "+1 hour", act: move({ by: 3600 }) },
      { label: "+1 day", act: move({ by: 86400 }) },
      { label: "+1 week", act: move({ by: 604800 }) },
      { label: "Next Monday 09:00", act: move({ to: "monday" }) },
      "-",
      { label: "Back to now", act: move({ to: "now" }) },
    ], { label: "Sandbox time", title });
  }
}
