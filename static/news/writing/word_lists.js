/** Word pastes an item of a list as `<p style="mso-list:l0 level2 lfo1">`, its number or bullet in the text. */

const NUMBER = /^\(?\s*(\d+|[a-z]|[ivxlcdm]+)\s*[.)]/i;

/**
 * @param {HTMLElement} paragraph
 * @returns {{level: number, ordered: boolean}|null} null for a paragraph that is no item
 */
export function wordListItem(paragraph) {
  const style = /mso-list:\s*l\d+\s+level(\d+)/i.exec(paragraph.getAttribute("style") ?? "");
  if (!style) return null;
  const marker = [...paragraph.querySelectorAll("[style]")].find((element) =>
    /mso-list:\s*ignore/i.test(element.getAttribute("style")),
  );
  if (!marker) return null;
  const written = marker.textContent.replace(/\u00a0/g, " ").trim();
  return { level: Math.min(Number(style[1]), 9), ordered: NUMBER.test(written) };
}
