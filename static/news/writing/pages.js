/** Which pages of the form are open in this browser: each holds a lock by its own name for as long as it lives. */

import { newKey } from "./keys.js";

const PREFIX = "writing:";

export const thisPage = newKey();

export function sayThatThisPageLives() {
  navigator.locks?.request(PREFIX + thisPage, () => new Promise(() => {}));
}

/** Names of open pages; empty where the browser cannot tell. @returns {Promise<Set<string>>} */
export async function livingPages() {
  if (!navigator.locks) return new Set();
  const { held } = await navigator.locks.query();
  return new Set(held.filter((lock) => lock.name.startsWith(PREFIX)).map((lock) => lock.name.slice(PREFIX.length)));
}
