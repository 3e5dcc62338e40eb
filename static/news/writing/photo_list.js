/** The list of photos: their order, by dragging and by keys; taking one away, and back again. */

import { field, mark, photoRow, readPhoto } from "./photo_row.js";
import { say } from "./words.js";

const SORTABLE = "../../vendor/sortablejs-1.15.7/Sortable.min.js";

export class PhotoList {
  /** @param {HTMLElement} element @param {{changed: () => void, removed: (row: HTMLElement) => void}} told */
  constructor(element, { changed, removed }) {
    this.element = element;
    this.changed = changed;
    this.removed = removed;
    this.voice = document.querySelector("[data-photo-voice]");
    this.undo = document.querySelector("[data-photo-undo]");
    element.addEventListener("click", (event) => this._clicked(event));
    element.addEventListener("input", (event) => this._typed(event));
    this.undo.querySelector("button").addEventListener("click", () => this._bringBack());
    this._number();
    this._letDrag();
  }

  get rows() {
    return [...this.element.children];
  }

  /** @param {Partial<import("./draft.js").PhotoRow>} photo @returns {HTMLElement} its row, at the end */
  add(photo) {
    const row = photoRow(photo);
    this.element.append(row);
    this._number();
    return row;
  }

  /** Only these rows, in this order. @param {import("./draft.js").PhotoRow[]} photos */
  show(photos) {
    this.element.replaceChildren(...photos.map(photoRow));
    this._number();
  }

  /** The row with this upload's key, or the photo's number. */
  find({ key = "", id = 0 }) {
    return this.rows.find((row) => (key && row.dataset.key === key) || (id && Number(row.dataset.photo) === id));
  }

  _clicked(event) {
    const button = event.target.closest("button");
    const row = event.target.closest("[data-photo-row]");
    if (!button || !row) return;
    if ("up" in button.dataset) this._move(row, -1, button);
    if ("down" in button.dataset) this._move(row, 1, button);
    if ("remove" in button.dataset) this._remove(row);
  }

  _typed(event) {
    const row = event.target.closest("[data-photo-row]");
    if (row && event.target === field(row, "caption")) mark(row, false);
  }

  _move(row, step, button) {
    const place = this.rows.indexOf(row) + step;
    if (place < 0 || place >= this.rows.length) return;
    if (step < 0) row.previousElementSibling.before(row);
    else row.nextElementSibling.after(row);
    this._ordered();
    const still = button.disabled ? row.querySelector(step < 0 ? "[data-down]" : "[data-up]") : button;
    still.focus();
    this.voice.textContent = say("movedPhoto", { name: row.dataset.name, place: place + 1, total: this.rows.length });
  }

  _remove(row) {
    this.last = { photo: readPhoto(row), place: this.rows.indexOf(row), refused: "refused" in row.dataset };
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    this.removed(row);
    this._ordered();
    this.undo.hidden = this.last.refused;
    this.undo.querySelector("span").textContent = say("removedPhoto", { name: row.dataset.name });
    this.voice.textContent = say("removedPhoto", { name: row.dataset.name });
    const beside = next?.querySelector("[data-remove]") ?? document.getElementById("add-photos");
    (this.undo.hidden ? beside : this.undo.querySelector("button")).focus();
  }

  _bringBack() {
    const row = photoRow(this.last.photo);
    const after = this.rows[this.last.place];
    if (after) after.before(row);
    else this.element.append(row);
    this.undo.hidden = true;
    this._ordered();
    field(row, "caption").focus();
    row.dispatchEvent(new CustomEvent("writing:back", { bubbles: true }));
  }

  _ordered() {
    this._number();
    this.changed();
  }

  _number() {
    const rows = this.rows;
    rows.forEach((row, place) => {
      const name = place === 0 ? "mainPhoto" : "photoNumber";
      row.querySelector("[data-number]").textContent = say(name, { number: place + 1 });
      row.querySelector("[data-up]").disabled = place === 0;
      row.querySelector("[data-down]").disabled = place === rows.length - 1;
    });
  }

  async _letDrag() {
    await import(SORTABLE);
    globalThis.Sortable.create(this.element, {
      handle: "[data-handle]", animation: 150, ghostClass: "photo--ghost", delayOnTouchOnly: true, delay: 120,
      onEnd: () => this._ordered(),
    });
  }
}

