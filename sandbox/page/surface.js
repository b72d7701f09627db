/** What blocks need to know about the place they are shown in, and how they tell what people do. */

/**
 * @param {object} page
 * @param {object} where { conversation, ts } of a message or { view } of a modal or Home tab
 * @param {object} more values, errors
 */
export function surface(page, where, more = {}) {
  const { people, conversations, me } = page.picture;
  const ids = (part, block) => ({ ...where, block_id: block.block_id, action_id: part.action_id });
  const waiting = new Set();
  const keep = (promise) => { waiting.add(promise); promise.finally(() => waiting.delete(promise)); return promise; };
  return {
    people,
    conversations,
    me,
    ...more,
    /** Everything typed has arrived. */
    settled: () => Promise.all(waiting),
    async act(part, block, value, button = null) {
      if (button) button.setAttribute("aria-busy", "true");
      if (button && button.tagName === "BUTTON") button.disabled = true;
      await keep(page.do("act", { ...ids(part, block), value }));
      if (button) { button.removeAttribute("aria-busy"); button.disabled = false; }
    },
    fill: (part, block, value) => keep(page.do("fill", { ...ids(part, block), value })),
    suggest: async (part, block, query) => (await page.do("suggest", { ...ids(part, block), query }))?.options ?? [],
  };
}
