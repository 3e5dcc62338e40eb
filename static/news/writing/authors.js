/** The rows of authors: added, removed, read. */

const FIELDS = ["contributor", "byline", "role", "share"];

export function authorRows(form) {
  return [...form.querySelectorAll("[data-author-row]")];
}

/** @param {HTMLElement} row */
export function readAuthor(row) {
  return Object.fromEntries(FIELDS.map((name) => [name, field(row, name).value]));
}

/** A new row, with `author` in it if given. */
export function authorRow(form, author = null) {
  const row = form.querySelector("template[data-author-template]").content.firstElementChild.cloneNode(true);
  const number = Number(form.dataset.nextAuthor ?? 100);
  form.dataset.nextAuthor = number + 1;
  for (const element of row.querySelectorAll("[id], [for]")) {
    if (element.id) element.id = element.id.replace("__", number);
    if (element.htmlFor) element.htmlFor = element.htmlFor.replace("__", number);
  }
  if (author) FIELDS.forEach((name) => (field(row, name).value = author[name] ?? ""));
  return row;
}

/** @param {HTMLFormElement} form @param {() => void} changed */
export function watchAuthors(form, changed) {
  const list = form.querySelector("[data-authors]");
  form.querySelector("[data-add-author]").addEventListener("click", () => {
    const row = authorRow(form);
    list.append(row);
    row.querySelector("select, input").focus();
    changed();
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-remove-author]");
    if (!button) return;
    button.closest("[data-author-row]").remove();
    form.querySelector("[data-add-author]").focus();
    changed();
  });
}

function field(row, name) {
  return row.querySelector(`[data-field=${name}]`);
}
