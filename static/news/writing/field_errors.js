/** The server's messages, at the fields that they are about. */

/** Where messages about a whole section stand. */
const SECTIONS = { body: "part-0-editor", photos: "add-photos", authors: "add-author" };

/**
 * @param {HTMLFormElement} form
 * @param {Object<string, string[]>} errors by the names of the post; {}: none any more
 */
export function showErrors(form, errors = {}) {
  clear(form);
  for (const [name, messages] of Object.entries(errors)) {
    const control = controlOf(form, name);
    if (control) attach(control, messages.join(" "));
  }
}

/** The first field with a message, or null. */
export function firstInvalid(form) {
  return form.querySelector("[aria-invalid=true]");
}

function clear(form) {
  form.querySelectorAll("[data-server-error]").forEach((note) => note.remove());
  form.querySelectorAll("[aria-invalid=true]").forEach((control) => {
    control.removeAttribute("aria-invalid");
    const { describedby } = control.dataset;
    if (describedby !== undefined) control.setAttribute("aria-describedby", describedby);
  });
}

function attach(control, message) {
  const note = document.createElement("p");
  note.className = "desk-field__error";
  note.dataset.serverError = "";
  note.id = `${control.id}-error`;
  note.textContent = message;
  control.dataset.describedby ??= control.getAttribute("aria-describedby") ?? "";
  control.setAttribute("aria-describedby", `${note.id} ${control.dataset.describedby}`.trim());
  control.setAttribute("aria-invalid", "true");
  control.after(note);
}

function controlOf(form, name) {
  const row = /^(photos|authors)-(\d+)-(\w+)$/.exec(name);
  if (!row) return document.getElementById(SECTIONS[name] ?? `id_${name}`);
  const rows = form.querySelectorAll(row[1] === "photos" ? "[data-photo-row][data-photo]" : "[data-author-row]");
  return rows[Number(row[2])]?.querySelector(`[data-field=${row[3]}]`) ?? null;
}
