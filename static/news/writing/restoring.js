/** Text that this device still has from before: taken up again, or offered. */

import { forget } from "./local_copy.js";
import { livingPages, thisPage } from "./pages.js";
import { dayAndClock, say } from "./words.js";

const HERE = "writing:page";

/**
 * Finds what an earlier page left behind, and shows what happens with it.
 *
 * @param {object} parts
 * @param {import("./local_copy.js").LocalCopy} parts.copies
 * @param {{item: string, unit: string}} parts.identity of the form
 * @param {(copy: import("./local_copy.js").Copy) => boolean} parts.isKnown whether the form already shows all of it
 * @param {(copy: import("./local_copy.js").Copy) => void} parts.restore
 */
export async function takeUpAgain({ copies, identity, isKnown, restore }) {
  const before = lastPageHere();
  const living = await livingPages();
  const left = copies.others().filter((copy) => belongs(copy, identity) && !living.has(pageOf(copy)));
  left.filter(isKnown).forEach((copy) => forget(copy.key));
  const copy = left.find((one) => !isKnown(one));
  if (!copy) return;
  if (identity.item || pageOf(copy) === before) takeUp(copy, restore);
  else offer(copy, restore);
}

function takeUp(copy, restore) {
  restore(copy);
  forget(copy.key);
  const note = document.querySelector("[data-restored]");
  note.hidden = false;
  note.querySelector("[data-text]").textContent = say("restored", { time: dayAndClock(copy.at) });
}

function offer(copy, restore) {
  const note = document.querySelector("[data-offer]");
  note.hidden = false;
  const headline = copy.draft.title || say("noHeadline");
  note.querySelector("[data-text]").textContent = say("offer", { headline, time: dayAndClock(copy.at) });
  note.querySelector("[data-take]").addEventListener("click", () => {
    note.hidden = true;
    takeUp(copy, restore);
    document.getElementById("id_title").focus();
  });
  note.querySelector("[data-drop]").addEventListener("click", () => {
    note.hidden = true;
    forget(copy.key);
    document.getElementById("id_title").focus();
  });
}

function belongs(copy, { item, unit }) {
  return item ? copy.item === item : !copy.item && copy.unit === unit;
}

function pageOf(copy) {
  return copy.key.split(":").at(-1);
}

/** The page that stood in this tab before, after a reload or a crash. */
function lastPageHere() {
  try {
    const before = sessionStorage.getItem(HERE);
    sessionStorage.setItem(HERE, thisPage);
    return before;
  } catch {
    return null;
  }
}
