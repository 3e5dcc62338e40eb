/** The buttons at the foot: save and leave, or send to those who vet. Waits for photos; sends once. */

import { firstInvalid } from "./field_errors.js";
import { JUDGED, State } from "./saving.js";
import { say } from "./words.js";

/** The button to stop pushes the others aside: not under the finger that taps twice. */
const STOP_AFTER = 800;

export class Sending {
  /**
   * @param {HTMLFormElement} form
   * @param {import("./saving.js").Saver} saver
   * @param {import("./photos.js").Photos} photos
   * @param {import("./status.js").StatusLine} status
   */
  constructor(form, saver, photos, status) {
    Object.assign(this, { form, saver, photos, status });
    this.wanted = null;
    this.stop = form.querySelector("[data-stop]");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send(event.submitter?.value ?? "");
    });
    // The key for the next line on a phone must not send, nor lead away.
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.tagName === "INPUT") event.preventDefault();
    });
    this.stop.addEventListener("click", () => this.giveUp());
  }

  /** @param {string} go "submit", "item", "paper" or "" */
  async send(go) {
    if (this.wanted !== null) return;
    this.wanted = go;
    this._hold(Boolean(go));
    await this.photos.allArrived((count) => this.status.say(say("waitingForPhotos", { count })));
    if (this.wanted === null) return;
    if (go === "submit" && this.photos.refused.length) return this._refusedPhotos();
    const { state, answer } = await this.saver.save(go);
    if (state === State.RETRYING) return;
    if (this.wanted !== null) this.answered(state, answer);
  }

  /** The server has answered, at once or after trying again: what was wanted, or a saving that was under way before. */
  answered(state, answer) {
    // Who stopped too late, or opened an old page, finds the item where it has gone.
    if (answer.submitted) return this._goTo(answer.go);
    if (this.wanted === null || (JUDGED.has(state) && answer.sentFor !== this.wanted)) return;
    const go = this.wanted;
    const there = answer.go ?? (go === "item" && state === State.SAVED ? this._item(answer) : null);
    if (there) return this._goTo(there);
    this.giveUp();
    if (state === State.INVALID) this._pointOut();
  }

  /** Back to writing. */
  giveUp() {
    this.wanted = null;
    this.saver.stay();
    this._hold(false);
  }

  /** Once: a second order to leave breaks off the first. */
  _goTo(address) {
    if (this.hasLeft) return;
    this.hasLeft = true;
    location.assign(address);
  }

  _item(answer) {
    return answer.urls?.item ?? this.form.dataset.itemUrl;
  }

  _hold(held) {
    this.form.querySelector("[data-fields]").inert = held;
    this.form.querySelectorAll("[name=go]").forEach((button) => button.setAttribute("aria-disabled", held));
    clearTimeout(this.offer);
    this.stop.hidden = true;
    if (held) this.offer = setTimeout(() => (this.stop.hidden = false), STOP_AFTER);
  }

  _refusedPhotos() {
    this.giveUp();
    this.status.say(say("refusedPhotosLeft"));
    this.photos.refused[0].querySelector("[data-remove]").focus();
  }

  _pointOut() {
    const missing = this.form.querySelector("[data-check]:not(.is-done):not([hidden]) a");
    const target = firstInvalid(this.form) ?? missing;
    target?.scrollIntoView({ block: "center" });
    target?.focus({ preventScroll: true });
  }
}
