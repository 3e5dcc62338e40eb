/** Whether one is still signed in, as whom, and the token that this session's posts carry. */

export const Standing = { SAME: "same", SIGNED_OUT: "signed-out", SOMEBODY_ELSE: "somebody-else", UNKNOWN: "unknown" };

export class Session {
  /** @param {{url: string, user: string, token: string}} settings */
  constructor({ url, user, token }) {
    Object.assign(this, { url, user, token });
  }

  /** Asks the server; a fresh token is taken over only if it is still the same person. */
  async check() {
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(this.url, { redirect: "manual", headers, cache: "no-store" });
      if (isSignedOut(answer)) return Standing.SIGNED_OUT;
      return answer.ok ? this._take(await answer.json()) : Standing.UNKNOWN;
    } catch {
      // No network, or something else answered in the server's place.
      return Standing.UNKNOWN;
    }
  }

  _take({ csrf, user }) {
    if (String(user) !== this.user) return Standing.SOMEBODY_ELSE;
    this.token = csrf;
    return Standing.SAME;
  }
}

/** A redirect leads to signing in: nothing else redirects what this page asks for. @param {Response} answer */
export function isSignedOut(answer) {
  return answer.type === "opaqueredirect" || answer.status === 401;
}
