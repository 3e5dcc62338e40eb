/** Photos from the picker or dropped, through their upload, to a row of the list. */

import { dropFile, fileOf, keepFile, tidyFiles } from "./blobs.js";
import { sorted, takeDrops } from "./dropping.js";
import { newKey } from "./keys.js";
import { PhotoList } from "./photo_list.js";
import { field, preview, progress, refuse, settle, waiting } from "./photo_row.js";
import { Uploads } from "./uploads.js";
import { say } from "./words.js";

export class Photos {
  /**
   * @param {HTMLFormElement} form @param {import("./session.js").Session} session
   * @param {{changed: () => void, signedOut: (standing: string) => void}} told
   */
  constructor(form, session, { changed, signedOut }) {
    this.form = form;
    this.session = session;
    this.changed = changed;
    this.list = new PhotoList(form.querySelector("[data-photos]"), { changed, removed: (row) => this._drop(row) });
    this.uploads = new Uploads({
      url: form.dataset.uploadUrl, unit: form.dataset.unit, session,
      told: {
        progress: (key, share) => this._with(key, (row) => progress(row, share)),
        waiting: (key) => this._with(key, (row) => waiting(row, say("photoWaits"))),
        done: (key, photo) => this._done(key, photo),
        refused: (key, reason) => this._with(key, (row) => refuse(row, reason)),
        signedOut: (key, standing) => {
          this._with(key, (row) => waiting(row, say("photoWaits")));
          signedOut(standing);
        },
      },
    });
    const picker = form.querySelector("#photo-files");
    picker.addEventListener("change", () => {
      this.take(picker.files);
      picker.value = "";
    });
    form.querySelector("#add-photos").addEventListener("click", () => picker.click());
    form.addEventListener("writing:back", (event) => this._resume(event.target));
    takeDrops(form, (files) => this.take(files));
    tidyFiles();
  }

  /** Rows whose photo has not arrived; refused ones do not count. */
  get underWay() {
    return this.list.rows.filter((row) => !row.dataset.photo && !("refused" in row.dataset)).length;
  }

  get refused() {
    return this.list.rows.filter((row) => "refused" in row.dataset);
  }

  /** @param {Iterable<File>} files */
  take(files) {
    const { photos, others } = sorted(files);
    const note = this.form.querySelector("[data-not-photos]");
    note.hidden = others.length === 0;
    note.textContent = say("notPhotos", { names: others.map((file) => file.name).join(", ") });
    const rows = photos.map((file) => this._begin(file));
    this.changed();
    if (rows.length) field(rows[0], "caption").focus({ preventScroll: true });
    rows[0]?.scrollIntoView({ block: "nearest" });
  }

  /** Shows these rows, and goes on with uploads that were cut off. @param {import("./draft.js").PhotoRow[]} photos */
  show(photos) {
    this.list.show(photos);
    this.list.rows.forEach((row) => this._resume(row));
  }

  /** Resolves when nothing is under way any more. */
  async allArrived(onWait) {
    while (this.underWay) {
      onWait(this.underWay);
      await new Promise((resolve) => (this._arrival = resolve));
    }
  }

  _begin(file) {
    const key = newKey();
    const row = this.list.add({ key, name: file.name });
    preview(row, file);
    waiting(row, say("photoQueued"));
    keepFile(key, file, this.session.user);
    this.uploads.add(key, file);
    return row;
  }

  async _resume(row) {
    const { key } = row.dataset;
    if (row.dataset.photo || !key) return;
    waiting(row, say("photoQueued"));
    const file = await fileOf(key, this.session.user);
    if (file) {
      preview(row, file);
      this.uploads.again(key, file);
    } else {
      await this._ask(row, key);
    }
  }

  /** The file is no longer here; perhaps it had arrived already. */
  async _ask(row, key) {
    try {
      this._done(key, await this.uploads.photoOf(key));
    } catch {
      refuse(row, say("photoGone"));
      this._arrived();
    }
  }

  _done(key, photo) {
    dropFile(key);
    this._with(key, (row) => settle(row, photo));
    this.changed();
  }

  _drop(row) {
    const { key } = row.dataset;
    if (key && !row.dataset.photo) this.uploads.cancel(key);
    this._arrived();
  }

  _with(key, work) {
    const row = this.list.find({ key });
    if (row) work(row);
    this._arrived();
  }

  _arrived() {
    this._arrival?.();
  }
}

