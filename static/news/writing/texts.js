/** The editors of the text; until they have arrived, and where they cannot run, the plain textareas serve. */

/** @param {HTMLFormElement} form @param {(mount: () => void) => void} around does the mounting */
export async function mountTexts(form, around) {
  try {
    const { mountEditor } = await import("./editor.js");
    around(() => form.querySelectorAll("textarea[data-text-part]").forEach(mountEditor));
    form.dataset.editors = "";
  } catch (problem) {
    console.error(problem);
  }
}
