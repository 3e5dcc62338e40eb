/** The line that says how far the text has come. */

import { State } from "./saving.js";
import { clock, say } from "./words.js";

const WORDS = {
  [State.IDLE]: "idle", [State.UNSAVED]: "unsaved", [State.SAVING]: "saving", [State.RETRYING]: "retrying",
  [State.INVALID]: "invalid", [State.SIGNED_OUT]: "signedOut", [State.SOMEBODY_ELSE]: "somebodyElse",
  [State.REFUSED]: "refused", [State.CHANGED]: "changed",
};

export class StatusLine {
  /** @param {HTMLElement} element with a text and a link for signing in */
  constructor(element) {
    this.element = element;
    this.text = element.querySelector("[data-text]");
    this.link = element.querySelector("a");
  }

  show(state, answer = {}) {
    this.element.dataset.state = state;
    this.link.hidden = state !== State.SIGNED_OUT;
    if (state === State.SAVED) this.say(say("saved", { time: answer.saved_at ?? clock(Date.now()) }));
    else if (state === State.REFUSED) this.say(answer.message || say("refused"));
    else if (state === State.INVALID) this.say(answer.message || say("invalid"));
    else if (state === State.RETRYING && answer.go) this.say(say("retryingToSubmit"));
    else this.say(say(WORDS[state]));
  }

  /** A screen reader hears it only when it is another text. */
  say(text) {
    if (this.text.textContent !== text) this.text.textContent = text;
  }
}
