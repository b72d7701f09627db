/** The app's Home tab. */

import { renderBlocks } from "./blocks.js";
import { fill, h } from "./dom.js";
import { avatar } from "./people.js";
import { surface } from "./surface.js";

/** Draw the Home tab the app published for this person, or say that there is none yet. */
export function drawHome(page, root) {
  const { home, app, people, me } = page.picture;
  const key = `${me.id}:${home?.key ?? ""}`;
  const shown = root.querySelector(".home");
  if (shown?.dataset.key === key) return;
  const top = shown?.scrollTop ?? 0;
  const content = home
    ? renderBlocks(home.blocks, surface(page, { view: home.id }, { values: home.values }))
    : h("div.intro", {}, h("div.big-sign", {}, avatar(people.get(app.id))), h("h2", {}, `${app.name}’s Home tab is still empty`),
      h("p", {}, `${app.name} was told that you are here and may publish a view at any moment.`));
  fill(root, h("div.home", { data: { testid: "home", key }, tabindex: "-1" }, h("div.home-inner", { lang: me.lang }, content)));
  root.querySelector(".home").scrollTop = top;
}
