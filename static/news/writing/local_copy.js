/**
 * The copy of the text that this device keeps until the server has it: `localStorage`, a key to each person, item and
 * open page, so that two pages of one item never overwrite each other's text.
 *
 * @typedef {{at: number, item: string, unit: string, creation_key: string, version: string, draft: object,
 *            pending: object|null}} Copy
 *   `pending`: what was sent without an answer; it is sent again, unchanged, before anything newer.
 */

const PREFIX = "writing:";
const KEPT_FOR = 30 * 24 * 3600 * 1000;

export class LocalCopy {
  /** @param {string} user @param {string} page this page's own name, as in `pages.js` */
  constructor(user, page) {
    this.user = user;
    this.key = `${PREFIX}${user}:${page}`;
  }

  /** Returns whether the device kept it: private windows and full disks do not. @param {Copy} copy */
  keep(copy) {
    try {
      localStorage.setItem(this.key, JSON.stringify(copy));
      return true;
    } catch {
      return false;
    }
  }

  drop() {
    forget(this.key);
  }

  /** This person's copies that other pages left behind, newest first; those past their time are removed. */
  others() {
    const copies = [];
    for (const key of keys()) {
      const copy = read(key);
      if (!copy || Date.now() - copy.at > KEPT_FOR) forget(key);
      else if (key.startsWith(`${PREFIX}${this.user}:`) && key !== this.key) copies.push({ key, ...copy });
    }
    return copies.sort((one, other) => other.at - one.at);
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Without storage there is nothing to forget.
  }
}

function keys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}
