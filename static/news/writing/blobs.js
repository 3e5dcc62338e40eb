/** Files that are still on their way, kept by this device so that a closed tab does not lose them (IndexedDB). */

import { createStore, del, entries, get, set } from "../../vendor/idb-keyval-6.3.0/index.js";

const KEPT_FOR = 30 * 24 * 3600 * 1000;
const store = safely(() => createStore("writing", "photos"));

/** @param {string} key of the upload @param {File} file @param {string} user */
export async function keepFile(key, file, user) {
  await quietly(() => set(key, { file, name: file.name, user, at: Date.now() }, store));
}

/** @returns {Promise<File|null>} null if the device has it no more, or if it is somebody else's */
export async function fileOf(key, user) {
  const kept = await quietly(() => get(key, store));
  return kept?.user === user ? kept.file : null;
}

export async function dropFile(key) {
  await quietly(() => del(key, store));
}

/** Removes what was left behind too long ago. */
export async function tidyFiles() {
  const kept = (await quietly(() => entries(store))) ?? [];
  await Promise.all(kept.filter(([, { at }]) => Date.now() - at > KEPT_FOR).map(([key]) => dropFile(key)));
}

/** A private window or a full disk keeps nothing: the upload goes on without it. */
async function quietly(work) {
  try {
    return await work();
  } catch {
    return null;
  }
}

function safely(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}
