/** Which item the form is of, and the state of it that the form was built on. */

const NAMES = ["creation_key", "item", "unit", "version"];

/** @param {HTMLFormElement} form @returns {{creation_key: string, item: string, unit: string, version: string}} */
export function identityOf(form) {
  return Object.fromEntries(NAMES.map((name) => [name, input(form, name).value]));
}

/** @param {HTMLFormElement} form @param {object} known any of the four */
export function identify(form, known) {
  for (const name of NAMES) if (known[name] !== undefined) input(form, name).value = known[name];
}

/** `form.elements.item` is a method of every form. */
function input(form, name) {
  return form.elements.namedItem(name);
}
