/**
 * Sends what is written to the server: a while after the last key, at once when asked, again until it has arrived.
 * One post at a time; a post without an answer is repeated unchanged before anything newer, so nothing happens twice.
 */

import { isSignedOut, Standing } from "./session.js";

const AFTER_LAST_KEY = 3_000;
const AT_LEAST_EVERY = 20_000;
const PATIENCE = 25_000;
const RETRY_AFTER = [3_000, 6_000, 12_000, 30_000, 60_000];

export const State = {
  IDLE: "idle", UNSAVED: "unsaved", SAVING: "saving", SAVED: "saved", RETRYING: "retrying", INVALID: "invalid",
  SIGNED_OUT: "signed-out", SOMEBODY_ELSE: "somebody-else", REFUSED: "refused", CHANGED: "changed",
};
/** The server has judged what was sent: what was written since comes next. */
export const JUDGED = new Set([State.SAVED, State.INVALID]);
/** Nothing is sent by itself in these states. */
const HALTED = new Set([State.SIGNED_OUT, State.SOMEBODY_ELSE, State.REFUSED, State.CHANGED]);
/** In these the post may have had its effect, or is still to have it. */
const KEPT_TO_REPEAT = new Set([State.SIGNED_OUT, State.SOMEBODY_ELSE, State.CHANGED]);

export class Saver {
  /**
   * @param {object} parts
   * @param {() => {draft: object, identity: object}} parts.read what stands in the form, and on what it was built
   * @param {(written: object, go: string) => BodyInit} parts.compose
   * @param {string} parts.url @param {import("./session.js").Session} parts.session
   * @param {(state: string, answer: object) => void} parts.tell `answer.sentFor` is the `go` of the post that it answers
   */
  constructor({ read, compose, url, session, tell }) {
    Object.assign(this, { read, compose, url, session, tell });
    this.state = State.IDLE;
    this.pending = null;
    /** Where the person wants to go by the save that is under way or to be repeated. */
    this.wanted = "";
    this.running = null;
    this.failures = 0;
    this.unsavedSince = null;
    this.acknowledge(read());
    addEventListener("online", () => this.state === State.RETRYING && this.save());
  }

  /** What the server has is what `written` says. */
  acknowledge(written) {
    this.known = JSON.stringify(written.draft);
  }

  get isUnsaved() {
    return this.pending !== null || JSON.stringify(this.read().draft) !== this.known;
  }

  /** Something may have been written. */
  changed() {
    if (!this.isUnsaved || HALTED.has(this.state)) return;
    this.unsavedSince ??= Date.now();
    if (this.state === State.RETRYING) return;
    if (!this.running) this._enter(State.UNSAVED);
    this._later(Math.min(AFTER_LAST_KEY, this.unsavedSince + AT_LEAST_EVERY - Date.now()));
  }

  /**
   * Saves now, and goes on to `go` ("submit", "item", "paper" or "").
   *
   * @returns {Promise<{state: string, answer: object}>}
   */
  async save(go = "") {
    clearTimeout(this.timer);
    if (go) this.wanted = go;
    while (this.running) await this.running;
    if (HALTED.has(this.state)) return { state: this.state, answer: {} };
    this.running = this._sendAll(this.wanted);
    try {
      return await this.running;
    } finally {
      this.running = null;
      if (this.state === State.SAVED && this.isUnsaved) this.changed();
    }
  }

  /** Begins again after a halt: signed in again, or the person has decided about a conflict. */
  resume() {
    this._enter(State.UNSAVED);
    return this.save();
  }

  /** Sends nothing more until `resume`: the session ended, or somebody else's began. @param {string} state */
  halt(state) {
    clearTimeout(this.timer);
    this._enter(state);
  }

  /** The person goes on writing: what is saved leads nowhere. */
  stay() {
    this.wanted = "";
    if (this.pending) this.pending.go = "";
  }

  /** Drops what was sent without an answer: the person chose the other text. */
  forgetPending() {
    this.pending = null;
  }

  async _sendAll(go) {
    const written = this.read();
    if (this.pending && JSON.stringify(this.pending.draft) !== JSON.stringify(written.draft)) {
      const outcome = await this._send(this.pending, this.pending.go);
      if (!JUDGED.has(outcome.state) || outcome.answer.submitted) return outcome;
    } else if (!go && !this.isUnsaved) {
      return { state: this.state, answer: { sentFor: go } };
    }
    return this._send(this.read(), go);
  }

  async _send(written, go) {
    this.pending = { ...written, go };
    this._enter(State.SAVING);
    const answer = await this._post(written, go);
    return this._take({ ...answer, sentFor: go }, written);
  }

  async _post(written, go, again = true) {
    try {
      const response = await fetch(this.url, {
        method: "POST",
        body: this.compose(written, go),
        headers: { Accept: "application/json", "X-CSRFToken": this.session.token },
        redirect: "manual",
        signal: AbortSignal.timeout?.(PATIENCE),
      });
      if (isSignedOut(response)) return { status: 401 };
      const told = await this._json(response);
      if (isOldToken(response, told) && again) return this._withNewToken(written, go);
      return { status: response.status, ...told };
    } catch {
      return { status: 0 };
    }
  }

  async _withNewToken(written, go) {
    const standing = await this.session.check();
    if (standing === Standing.SAME) return this._post(written, go, false);
    return { status: standing === Standing.UNKNOWN ? 0 : 401, standing };
  }

  async _json(response) {
    return response.headers.get("Content-Type")?.includes("json") ? response.json() : {};
  }

  _take(answer, written) {
    const state = stateOf(answer);
    if (state === State.RETRYING) return this._again(answer);
    if (!KEPT_TO_REPEAT.has(state)) this.pending = null;
    if (!JUDGED.has(state) || answer.sentFor === this.wanted) this.wanted = "";
    this.failures = 0;
    this.unsavedSince = null;
    if (state === State.SAVED || (state === State.INVALID && answer.version)) this.acknowledge(written);
    return this._enter(state, answer);
  }

  _again(answer) {
    const wait = RETRY_AFTER[Math.min(this.failures, RETRY_AFTER.length - 1)];
    this.failures += 1;
    const outcome = this._enter(State.RETRYING, answer);
    this._later(wait);
    return outcome;
  }

  _later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), Math.max(wait, 0));
  }

  _enter(state, answer = {}) {
    this.state = state;
    this.tell(state, answer);
    return { state, answer };
  }
}

const BY_STATUS = {
  409: State.CHANGED, 400: State.INVALID, 422: State.INVALID, 403: State.REFUSED, 404: State.REFUSED,
};

/** Signing in anew makes a new token; the page still has the old one. */
function isOldToken({ status }, { error }) {
  return status === 403 && (!error || error === "token");
}

/** Only what our server says itself counts: a proxy or the page of a hotel's network answers with any status. */
function stateOf({ status, ok, error, standing }) {
  if (status === 200 && ok) return State.SAVED;
  if (status === 401) return standing === Standing.SOMEBODY_ELSE ? State.SOMEBODY_ELSE : State.SIGNED_OUT;
  if (status === 413) return State.INVALID;
  return (error && BY_STATUS[status]) || State.RETRYING;
}
