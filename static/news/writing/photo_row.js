/** One photo in the list: its picture, its caption, what its file tells, and how far its upload has come. */

import { say } from "./words.js";

const FIELDS = ["caption", "alt_text", "credit"];
const SHOWN_BY_BROWSERS = /^image\/(jpeg|png|webp|gif|avif)$/;
let counter = 0;

/** @param {Partial<import("./draft.js").PhotoRow>} photo */
export function photoRow(photo) {
  const template = document.querySelector("template[data-photo-template]");
  const row = template.content.firstElementChild.cloneNode(true);
  const number = `new-${(counter += 1)}`;
  for (const element of row.querySelectorAll("[id], [for], [aria-describedby]")) {
    for (const name of ["id", "for", "aria-describedby"])
      if (element.hasAttribute(name)) element.setAttribute(name, element.getAttribute(name).replace("__", number));
  }
  row.dataset.key = photo.key ?? "";
  FIELDS.forEach((name) => (field(row, name).value = photo[name] ?? ""));
  describe(row, photo);
  mark(row, Boolean(photo.offered));
  return row;
}

/** @param {HTMLElement} row @returns {import("./draft.js").PhotoRow} */
export function readPhoto(row) {
  const texts = Object.fromEntries(FIELDS.map((name) => [name, field(row, name).value]));
  const image = row.querySelector("[data-thumb]");
  const evidence = [...row.querySelectorAll("[data-evidence] li")].map((line) => ({
    text: line.textContent.trim(),
    url: line.querySelector("a")?.getAttribute("href") ?? null,
  }));
  return {
    ...texts,
    id: Number(row.dataset.photo) || null,
    key: row.dataset.key,
    name: row.dataset.name,
    thumb: row.dataset.photo ? (image.getAttribute("src") ?? "") : "",
    original: row.querySelector("[data-original]").getAttribute("href") ?? "",
    offered: "offered" in row.dataset,
    evidence,
  };
}

/** Shows what is known of the photo: its name, its picture, what its file tells. */
export function describe(row, { id = null, name = "", thumb = "", original = "", evidence = [] }) {
  if (id) row.dataset.photo = id;
  row.dataset.name = name;
  row.querySelector("[data-name-of-file]").textContent = name;
  const image = row.querySelector("[data-thumb]");
  if (thumb) image.src = thumb;
  const link = row.querySelector("[data-original]");
  if (original) link.href = original;
  link.hidden = !original;
  const list = row.querySelector("[data-evidence]");
  list.replaceChildren(...evidence.map(evidenceLine));
  list.hidden = evidence.length === 0;
}

/** The upload is done: the row is this photo's. What the file says is offered where nothing was written yet. */
export function settle(row, photo) {
  describe(row, photo);
  if (photo.caption && !field(row, "caption").value.trim()) {
    field(row, "caption").value = photo.caption;
    mark(row, true);
  }
  if (photo.credit && !field(row, "credit").value.trim()) field(row, "credit").value = photo.credit;
  progress(row, null);
}

/** Whether the caption comes from the file and was not looked at yet. */
export function mark(row, offered) {
  row.toggleAttribute("data-offered", offered);
  row.querySelector("[data-offered-note]").hidden = !offered;
}

/** The picture itself, before the server has made one. @param {Blob} file */
export function preview(row, file) {
  if (!SHOWN_BY_BROWSERS.test(file.type)) return;
  const image = row.querySelector("[data-thumb]");
  image.src = URL.createObjectURL(file);
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
}

/** @param {number|null} share from 0 to 1; null: nothing is under way */
export function progress(row, share) {
  const bar = row.querySelector("progress");
  row.querySelector("[data-upload]").hidden = share === null;
  const text = share === null ? "" : say("uploading", { percent: Math.floor(share * 100) });
  row.querySelector("[data-upload-text]").textContent = text;
  bar.value = share ?? 0;
}

/** Waiting for the network, or for its turn. */
export function waiting(row, text) {
  row.querySelector("[data-upload]").hidden = false;
  row.querySelector("[data-upload-text]").textContent = text;
}

/** The file was refused, or is no longer at hand: why, and nothing more is tried. */
export function refuse(row, message) {
  row.dataset.refused = "";
  row.querySelector("[data-upload]").hidden = true;
  const note = row.querySelector("[data-refusal]");
  note.hidden = false;
  note.textContent = say("refusedPhoto", { name: row.dataset.name, reason: message });
}

export function field(row, name) {
  return row.querySelector(`[data-field=${name}]`);
}

function evidenceLine({ text, url }) {
  const line = document.createElement("li");
  const inside = url ? Object.assign(document.createElement("a"), { href: url, target: "_blank" }) : line;
  inside.textContent = text;
  if (url) line.append(inside);
  return line;
}
