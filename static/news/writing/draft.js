/**
 * What the person has written, as plain data: read from the form, put back into it, and written out for the server.
 *
 * @typedef {{id: number|null, key: string, name: string, thumb: string, original: string,
 *            evidence: {text: string, url: string|null}[], caption: string, offered: boolean, alt_text: string,
 *            credit: string}} PhotoRow
 * @typedef {{contributor: string, byline: string, role: string, share: string}} AuthorRow
 * @typedef {{title: string, event_date: string, genre: string, urgent: boolean, urgent_reason: string, video: string,
 *            parts: string[], photos: PhotoRow[], authors: AuthorRow[]}} Draft
 */

import { authorRow, authorRows, readAuthor } from "./authors.js";
import { readPhoto } from "./photo_row.js";

const PLAIN = ["title", "event_date", "genre", "urgent_reason", "video"];

/** @param {HTMLFormElement} form @returns {Draft} */
export function readDraft(form) {
  const draft = { urgent: form.elements.urgent.checked };
  for (const name of PLAIN) draft[name] = form.elements[name].value;
  draft.parts = textParts(form).map((part) => part.value);
  draft.photos = [...form.querySelectorAll("[data-photo-row]")].map(readPhoto);
  draft.authors = authorRows(form).map(readAuthor);
  return draft;
}

/**
 * Puts `draft` into the form; text parts that the form no longer has are added to the last one.
 *
 * @param {HTMLFormElement} form @param {Draft} draft @param {(rows: PhotoRow[]) => void} showPhotos
 */
export function fillForm(form, draft, showPhotos) {
  for (const name of PLAIN) form.elements[name].value = draft[name] ?? "";
  form.elements.urgent.checked = Boolean(draft.urgent);
  const parts = textParts(form);
  parts.forEach((part, number) => {
    const rest = number === parts.length - 1 ? draft.parts.slice(number) : [draft.parts[number] ?? ""];
    part.value = rest.join("");
    part.dispatchEvent(new CustomEvent("writing:refill"));
  });
  authorRows(form).forEach((row) => row.remove());
  const authors = form.querySelector("[data-authors]");
  draft.authors.forEach((author) => authors.append(authorRow(form, author)));
  showPhotos(draft.photos);
}

/**
 * What is compared and sent: photos that are still on their way are not part of it.
 *
 * @param {Draft} draft
 */
export function sendable(draft) {
  const photos = draft.photos
    .filter((photo) => photo.id)
    .map(({ id, caption, alt_text, credit }) => ({ photo: id, caption, alt_text, credit }));
  return { ...draft, photos };
}

/**
 * The post's body.
 *
 * @param {object} sent as `sendable` gives it
 * @param {Object<string, string>} identity fields that say which item, and on what it was built
 */
export function bodyOf(sent, identity) {
  const { photos, authors, parts, urgent, ...plain } = sent;
  const body = new FormData();
  Object.entries({ ...identity, ...plain }).forEach(([name, value]) => body.append(name, value));
  if (urgent) body.append("urgent", "on");
  body.append("parts", parts.length);
  parts.forEach((html, number) => body.append(`part-${number}`, html));
  appendRows(body, "photos", photos);
  appendRows(body, "authors", authors);
  return body;
}

function appendRows(body, prefix, rows) {
  body.append(`${prefix}-TOTAL_FORMS`, rows.length);
  body.append(`${prefix}-INITIAL_FORMS`, 0);
  rows.forEach((row, number) => {
    Object.entries(row).forEach(([name, value]) => body.append(`${prefix}-${number}-${name}`, value));
  });
}

function textParts(form) {
  return [...form.querySelectorAll("textarea[data-text-part]")];
}
