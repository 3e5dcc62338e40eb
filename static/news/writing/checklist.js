/** What the item still lacks: at once by simple facts, then as the server says. */

import { say } from "./words.js";

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

export class Checklist {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.entries = new Map([...form.querySelectorAll("[data-check]")].map((entry) => [entry.dataset.check, entry]));
    this.summary = form.querySelector("[data-check-summary]");
  }

  /** @param {import("./draft.js").Draft} draft */
  judge(draft) {
    const genre = this.form.elements.genre.selectedOptions[0]?.dataset ?? {};
    const facts = factsOf(draft, genre);
    for (const [name, done] of Object.entries(facts)) this._set(name, done);
    this._show("video", Boolean(genre.needsVideo));
    this._show("urgent_reason", draft.urgent);
    this._summarise();
  }

  /** @param {{name: string, label: string, done: boolean, message: string}[]} points */
  take(points) {
    for (const { name, done, message } of points) this._set(name, done, message);
    this._summarise();
  }

  _set(name, done, message = null) {
    const entry = this.entries.get(name);
    if (!entry) return;
    entry.classList.toggle("is-done", done);
    entry.querySelector("[data-done]").textContent = say(done ? "done" : "missing");
    const text = entry.querySelector("[data-message]");
    if (done) text.textContent = "";
    else if (message !== null) text.textContent = message;
  }

  _show(name, needed) {
    const entry = this.entries.get(name);
    if (entry) entry.hidden = !needed;
  }

  _summarise() {
    const open = [...this.entries.values()].filter((entry) => !entry.hidden && !entry.classList.contains("is-done"));
    this.summary.textContent = open.length ? say("stillMissing", { count: open.length }) : say("allThere");
    this.summary.classList.toggle("is-done", open.length === 0);
  }
}

function factsOf(draft, genre) {
  const words = wordsIn(draft.parts.join(" "));
  const captions = draft.photos.map((photo) => VISIBLE.test(photo.caption));
  return {
    title: VISIBLE.test(draft.title),
    body: words >= Number(genre.minWords ?? 1),
    photos: draft.photos.filter((photo) => photo.id).length >= Number(genre.minPhotos ?? 1),
    captions: captions.length > 0 && captions.every(Boolean),
    authors: draft.authors.length > 0 && draft.authors.every(isNamed),
    event_date: Boolean(draft.event_date),
    video: !genre.needsVideo || Boolean(draft.video.trim()),
    urgent_reason: !draft.urgent || VISIBLE.test(draft.urgent_reason),
  };
}

function isNamed({ contributor, byline }) {
  return Boolean(contributor) || VISIBLE.test(byline);
}

function wordsIn(html) {
  const text = html.replace(/<table[\s\S]*?<\/table>/gi, " ").replace(/<[^>]*>/g, " ").replace(/&nbsp;/g, " ");
  return text.split(/\s+/).filter((word) => VISIBLE.test(word)).length;
}
