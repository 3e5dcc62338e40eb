/** Sends photos one by one, in pieces, and goes on where it was cut off (tus). */

import { isSignedOut, Standing } from "./session.js";

const TUS = "../../vendor/tus-js-client-4.3.1/tus.min.js";
const PIECE = 512 * 1024;
const RETRY_AFTER = [2_000, 5_000, 10_000, 30_000];
const REFUSED = new Set([400, 403, 413, 415, 422]);

/** An answer that will not change by asking again: the file or the person is refused. */
class Refusal extends Error {}

export class Uploads {
  /**
   * @param {object} parts
   * @param {string} parts.url of the endpoint, ending in a slash @param {string} parts.unit
   * @param {import("./session.js").Session} parts.session
   * @param {{progress: Function, waiting: Function, done: Function, refused: Function, signedOut: Function}} parts.told
   *   each called with the upload's key first
   */
  constructor({ url, unit, session, told }) {
    Object.assign(this, { url, unit, session, told });
    this.queue = [];
    this.current = null;
    addEventListener("online", () => this._wake());
  }

  /** @param {string} key @param {File} file */
  add(key, file) {
    this.queue.push({ key, file, failures: 0 });
    this._next();
  }

  /** As `add`, for a file of which the server may have a part already. */
  again(key, file) {
    this.queue.push({ key, file, failures: 0, begun: true });
    this._next();
  }

  /** The photo that this upload has become. @param {string} key */
  photoOf(key) {
    return this._photo(key);
  }

  /** Gives an upload up. */
  cancel(key) {
    this.queue = this.queue.filter((upload) => upload.key !== key);
    if (this.current?.key !== key) return;
    this.current.given = true;
    this.current.upload?.abort();
    this.current.stop?.(new Refusal());
    this._tell(key);
  }

  /** Tries at once what waits for the network or for signing in. */
  wake() {
    this._wake();
  }

  async _next() {
    if (this.current || this.queue.length === 0) return;
    this.current = this.queue.shift();
    const { key } = this.current;
    try {
      const photo = await this._finish(this.current);
      if (!this.current.given) this.told.done(key, photo);
    } catch (problem) {
      if (!this.current.given) this.told.refused(key, problem.message);
    }
    this.current = null;
    this._next();
  }

  /** Until it has arrived or is refused. */
  async _finish(upload) {
    for (;;) {
      try {
        await this._send(upload);
        return await this._photo(upload.key);
      } catch (problem) {
        if (problem instanceof Refusal || upload.given) throw problem;
        await this._wait(upload);
      }
    }
  }

  async _send(upload) {
    await import(TUS);
    await new Promise((resolve, reject) => {
      upload.stop = reject;
      upload.upload = new globalThis.tus.Upload(upload.file, {
        endpoint: this.url,
        uploadUrl: upload.failures || upload.begun ? `${this.url}${upload.key}/` : null,
        metadata: { filename: upload.file.name, key: upload.key, unit: this.unit },
        chunkSize: PIECE,
        retryDelays: null,
        storeFingerprintForResuming: false,
        onBeforeRequest: (request) => request.setHeader("X-CSRFToken", this.session.token),
        onProgress: (sent, total) => this.told.progress(upload.key, total ? sent / total : 0),
        onSuccess: resolve,
        onError: (error) => reject(refusalIn(error) ?? error),
      });
      upload.upload.start();
    });
  }

  async _photo(key) {
    const answer = await fetch(`${this.url}${key}/`, { redirect: "manual", headers: { Accept: "application/json" } });
    if (isSignedOut(answer) || !answer.ok) throw new Error("unknown");
    const { photo, refused } = await answer.json();
    if (refused) throw new Refusal(refused);
    if (!photo) throw new Error("unfinished");
    return photo;
  }

  async _wait(upload) {
    const standing = await this.session.check();
    const isGone = standing === Standing.SIGNED_OUT || standing === Standing.SOMEBODY_ELSE;
    if (isGone) this.told.signedOut(upload.key, standing);
    else this.told.waiting(upload.key);
    const wait = RETRY_AFTER[Math.min(upload.failures, RETRY_AFTER.length - 1)];
    upload.failures += 1;
    await new Promise((resolve, reject) => {
      this._wake = resolve;
      upload.stop = reject;
      setTimeout(resolve, wait);
    });
  }

  _wake() {}

  /** What the server kept of it so far is thrown away there too. */
  _tell(key) {
    const headers = { "X-CSRFToken": this.session.token, "Tus-Resumable": "1.0.0" };
    fetch(`${this.url}${key}/`, { method: "DELETE", headers, redirect: "manual" }).catch(() => {});
  }
}

/** @param {Error} error of tus-js-client @returns {Refusal|null} with the server's own words */
function refusalIn(error) {
  const response = error.originalResponse;
  if (!response || !REFUSED.has(response.getStatus())) return null;
  try {
    const { error: kind, message } = JSON.parse(response.getBody());
    return kind && message ? new Refusal(message) : null;
  } catch {
    return null;
  }
}
