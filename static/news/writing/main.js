/** The writing form: puts its parts together. Without this script the form still saves and sends. */

import { watchAuthors } from "./authors.js";
import { showBeside } from "./beside.js";
import { Checklist } from "./checklist.js";
import { bodyOf, fillForm, readDraft, sendable } from "./draft.js";
import { showErrors } from "./field_errors.js";
import { identify, identityOf } from "./identity.js";
import { LocalCopy } from "./local_copy.js";
import { sayThatThisPageLives, thisPage } from "./pages.js";
import { Photos } from "./photos.js";
import { takeUpAgain } from "./restoring.js";
import { Saver, State } from "./saving.js";
import { Sending } from "./sending.js";
import { Session, Standing } from "./session.js";
import { StatusLine } from "./status.js";
import { mountTexts } from "./texts.js";

const COPY_AFTER = 250;
const ASK_AGAIN = 10_000;

const form = document.getElementById("writing");
const { user, tokenUrl, saveUrl } = form.dataset;
const session = new Session({ url: tokenUrl, user, token: form.elements.csrfmiddlewaretoken.value });
const copies = new LocalCopy(user, thisPage);
const status = new StatusLine(form.querySelector("[data-status]"));
const checklist = new Checklist(form);
const conflict = form.querySelector("[data-conflict]");

const photos = new Photos(form, session, { changed, signedOut: (standing) => halt(standing) });
const saver = new Saver({
  url: saveUrl, session, tell: told,
  read: () => ({ draft: sendable(readDraft(form)), identity: identityOf(form) }),
  compose: ({ draft, identity }, go) => {
    const body = bodyOf(draft, identity);
    if (go) body.append("go", go);
    // Over what was saved elsewhere: the person has seen that it was.
    if (form.dataset.keep) body.append("keep", form.dataset.keep);
    return body;
  },
});
const sending = new Sending(form, saver, photos, status);
if (wasWrittenInBefore()) saver.acknowledge({ draft: null });
watchAuthors(form, changed);
mountTexts(form, (mount) => {
  const wasUnsaved = saver.isUnsaved;
  mount();
  // What the editor makes of the same text is no change of it.
  if (!wasUnsaved) saver.acknowledge(saver.read());
});
// A headline is one line, however many the field shows.
form.elements.title.addEventListener("input", ({ target }) => {
  if (target.value.includes("\n")) target.value = target.value.replace(/\s*\n\s*/g, " ");
});
form.addEventListener("input", changed);
form.addEventListener("change", changed);

let copyTimer = null;
let isLetGo = false;
function changed() {
  checklist.judge(readDraft(form));
  showVideo();
  saver.changed();
  clearTimeout(copyTimer);
  copyTimer = setTimeout(keepCopy, COPY_AFTER);
}

function keepCopy() {
  clearTimeout(copyTimer);
  if (isLetGo) return;
  if (!saver.isUnsaved && !photos.underWay) return copies.drop();
  copies.keep({ at: Date.now(), ...identityOf(form), draft: readDraft(form), pending: saver.pending });
}

/** On a slow network people begin to write before this script has arrived. */
function wasWrittenInBefore() {
  return [...form.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);
}

/** The person wants the server's text: what stands here is not kept. */
function letGo() {
  isLetGo = true;
  copies.drop();
}

/** What became of a post. */
function told(state, answer) {
  status.show(state, { ...answer, go: sending.wanted });
  // In a conflict the form stays built on what it was built on, until the person has decided.
  if (answer.item) identify(form, state === State.CHANGED ? { item: answer.item } : answer);
  if (answer.urls) history.replaceState(null, "", answer.urls.writing);
  if (state === State.SAVED || state === State.INVALID) {
    delete form.dataset.keep;
    showErrors(form, answer.fields);
    if (answer.checklist) checklist.take(answer.checklist);
    showBeside(form, answer);
  }
  conflict.hidden = state !== State.CHANGED;
  if (state === State.CHANGED) showConflict(answer);
  if (state !== State.SAVING && state !== State.UNSAVED && state !== State.RETRYING)
    queueMicrotask(() => sending.answered(state, answer));
  queueMicrotask(keepCopy);
}

function showConflict(answer) {
  conflict.dataset.version = answer.version;
  conflict.querySelector("[data-text]").textContent = answer.message;
  conflict.dataset.address = answer.writing ?? location.href;
  conflict.querySelector("[data-mine]").focus();
}

conflict.querySelector("[data-mine]").addEventListener("click", () => {
  identify(form, { version: conflict.dataset.version });
  form.dataset.keep = "mine";
  saver.forgetPending();
  saver.resume();
});
conflict.querySelector("[data-theirs]").addEventListener("click", () => {
  letGo();
  location.replace(conflict.dataset.address);
});
form.querySelector("[data-restored] button").addEventListener("click", () => {
  letGo();
  location.reload();
});

/** Signed out, or somebody else signed in meanwhile: nothing is sent until this person is back. */
function halt(standing) {
  const state = standing === Standing.SOMEBODY_ELSE ? State.SOMEBODY_ELSE : State.SIGNED_OUT;
  if (saver.state !== state) saver.halt(state);
}

async function lookWhoIsBack() {
  if (saver.state !== State.SIGNED_OUT && saver.state !== State.SOMEBODY_ELSE) return;
  const standing = await session.check();
  if (standing === Standing.UNKNOWN) return;
  if (standing !== Standing.SAME) return halt(standing);
  photos.uploads.wake();
  saver.resume();
}

function showVideo() {
  const genre = form.elements.genre.selectedOptions[0];
  const needed = genre?.dataset.needsVideo === "1";
  if (needed) form.querySelector("[data-rare]").open = true;
}

setInterval(lookWhoIsBack, ASK_AGAIN);
addEventListener("focus", lookWhoIsBack);
addEventListener("pagehide", keepCopy);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") return lookWhoIsBack();
  keepCopy();
  if (saver.state === State.UNSAVED) saver.save();
});

sayThatThisPageLives();
await takeUpAgain({
  copies,
  identity: identityOf(form),
  isKnown: (copy) => !copy.pending && JSON.stringify(copy.draft) === JSON.stringify(readDraft(form)),
  restore: (copy) => {
    identify(form, copy);
    fillForm(form, copy.draft, (rows) => photos.show(rows));
    // It was meant to be sent then: now the person decides anew.
    saver.pending = copy.pending && { ...copy.pending, go: "" };
    changed();
  },
});
changed();
form.dataset.ready = "";
