/** Talking to the sandbox: the picture of the workspace, actions, and changes as they come. */

/** @returns {Promise<object>} what a person looking at a place sees */
export async function picture(person, place) {
  const query = new URLSearchParams({ person, place });
  const answer = await fetch(`/sandbox/state?${query}`, { cache: "no-store" });
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}.`);
  return answer.json();
}

/** Do something as a person; throws an Error whose message can be shown. */
export async function act(action, data) {
  const answer = await fetch(`/sandbox/do/${action}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(data),
  });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.error || `The sandbox answered ${answer.status}.`);
  return body;
}

/** Call `changed` after every change, and `lost(true|false)` when the sandbox goes away or comes back. */
export function follow(changed, lost) {
  const source = new EventSource("/sandbox/changes");
  source.onmessage = () => changed();
  source.onopen = () => { lost(false); changed(); };
  source.onerror = () => lost(true);
}
