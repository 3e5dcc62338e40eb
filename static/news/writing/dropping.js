/** Files and whole folders dropped on the page. */

/** What a phone or a camera writes; the server looks at the file itself. */
const PHOTO_NAME = /\.(jpe?g|png|webp|hei[cf]|mpo)$/i;

/**
 * @param {Iterable<File>} files
 * @returns {{photos: File[], others: File[]}} hidden files are left out of both
 */
export function sorted(files) {
  const seen = [...files].filter((file) => !isHidden(file.name));
  return { photos: seen.filter(isPhoto), others: seen.filter((file) => !isPhoto(file)) };
}

/**
 * Every file in what was dropped, folders walked through in the order of names.
 *
 * @param {DataTransfer} dropped @returns {Promise<File[]>}
 */
export async function filesIn(dropped) {
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (entries.length === 0) return [...dropped.files];
  return (await Promise.all(entries.map(filesOf))).flat();
}

/** @param {HTMLElement} zone @param {(files: File[]) => void} take */
export function takeDrops(zone, take) {
  const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  zone.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    zone.classList.add("is-dropping");
  });
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("is-dropping"));
  // Captured, so that the text editor does not take the files for text.
  zone.addEventListener("drop", async (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    event.stopPropagation();
    take(await filesIn(event.dataTransfer));
  }, { capture: true });
}

async function filesOf(entry) {
  if (isHidden(entry.name)) return [];
  if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  const entries = await entriesOf(entry.createReader());
  entries.sort((one, other) => one.name.localeCompare(other.name, "vi", { numeric: true }));
  return (await Promise.all(entries.map(filesOf))).flat();
}

/** A reader gives at most a hundred entries at a time. */
async function entriesOf(reader) {
  const all = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function isPhoto({ name, type }) {
  return PHOTO_NAME.test(name) || (type.startsWith("image/") && !/svg|gif/.test(type));
}

function isHidden(name) {
  return name.startsWith(".") || /^(thumbs\.db|desktop\.ini)$/i.test(name);
}
