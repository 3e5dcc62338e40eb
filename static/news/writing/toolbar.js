/** The editor's buttons: few, and with their names written on them (`<template data-toolbar>`). */

const COMMANDS = {
  heading: (chain) => chain.toggleHeading({ level: 2 }),
  subheading: (chain) => chain.toggleHeading({ level: 3 }),
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  table: (chain) => chain.insertTable({ rows: 3, cols: 2, withHeaderRow: true }),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
  addRow: (chain) => chain.addRowAfter(),
  addColumn: (chain) => chain.addColumnAfter(),
  deleteRow: (chain) => chain.deleteRow(),
  deleteColumn: (chain) => chain.deleteColumn(),
  deleteTable: (chain) => chain.deleteTable(),
};
const ACTIVE = {
  heading: ["heading", { level: 2 }], subheading: ["heading", { level: 3 }], bold: ["bold"], italic: ["italic"],
  bulletList: ["bulletList"], orderedList: ["orderedList"], link: ["link"],
};

/** @param {HTMLElement} place that the editor stands in @param {object} editor @param {HTMLTextAreaElement} textarea */
export function showToolbar(place, editor, textarea) {
  const bar = document.querySelector("template[data-toolbar]").content.firstElementChild.cloneNode(true);
  bar.setAttribute("aria-controls", `${textarea.id}-editor`);
  place.prepend(bar);
  bar.addEventListener("click", (event) => {
    const name = event.target.closest("button")?.dataset.command;
    if (name === "link") editLink(editor);
    else if (name) COMMANDS[name](editor.chain().focus()).run();
  });
  const refresh = () => showState(bar, editor);
  editor.on("transaction", refresh);
  refresh();
}

function showState(bar, editor) {
  for (const button of bar.querySelectorAll("[data-command]")) {
    const active = ACTIVE[button.dataset.command];
    if (active) button.setAttribute("aria-pressed", editor.isActive(...active));
  }
  bar.querySelector("[data-in-table]").hidden = !editor.isActive("table");
}

/** Asks for the address in a dialog; an empty one takes the link away. */
function editLink(editor) {
  const dialog = document.querySelector("dialog[data-link]");
  const address = dialog.querySelector("input");
  address.value = editor.getAttributes("link").href ?? "";
  dialog.returnValue = "";
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "set") setLink(editor, address.value.trim());
    else editor.commands.focus();
  }, { once: true });
  dialog.showModal();
}

function setLink(editor, address) {
  const chain = editor.chain().focus().extendMarkRange("link");
  if (!address) return void chain.unsetLink().run();
  const href = /^([a-z][a-z0-9+.-]*:|#|\/)/i.test(address) ? address : `https://${address}`;
  if (editor.state.selection.empty && !editor.isActive("link"))
    chain.insertContent({ type: "text", text: address, marks: [{ type: "link", attrs: { href } }] }).run();
  else chain.setLink({ href }).run();
}
