/** The text's editor in place of a plain textarea, which keeps the HTML and is what everything else reads. */

import {
  Bold, BulletList, Document, Dropcursor, Editor, Gapcursor, HardBreak, Heading, History, Italic, Link, ListItem,
  OrderedList, Paragraph, Placeholder, Table, TableCell, TableHeader, TableRow, Text,
} from "../../django_prose_editor/editor.js";
import { cleaned } from "./paste.js";
import { showToolbar } from "./toolbar.js";

const EXTENSIONS = [
  Document, Paragraph, Text, HardBreak, Bold, Italic, BulletList, OrderedList, ListItem, Table, TableRow, TableHeader,
  TableCell, Dropcursor, Gapcursor, History,
  Heading.configure({ levels: [2, 3] }),
  Link.configure({ enableTarget: false }),
];

/** @param {HTMLTextAreaElement} textarea */
export function mountEditor(textarea) {
  const place = document.createElement("div");
  place.className = "text-editor";
  textarea.before(place);
  const editor = new Editor({
    element: place,
    extensions: [...EXTENSIONS, Placeholder.configure({ placeholder: textarea.placeholder })],
    content: asHtml(textarea.value),
    editorProps: { attributes: attributesOf(textarea), transformPastedHTML: pasted },
    onUpdate: () => {
      textarea.value = editor.isEmpty ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  textarea.value = editor.isEmpty ? "" : editor.getHTML();
  if (document.activeElement === textarea) editor.commands.focus("end");
  textarea.hidden = true;
  showToolbar(place, editor, textarea);
  textarea.addEventListener("writing:refill", () => {
    editor.commands.setContent(asHtml(textarea.value), { emitUpdate: false });
    textarea.value = editor.isEmpty ? "" : editor.getHTML();
  });
  document.querySelector(`label[for="${textarea.id}"]`)?.addEventListener("click", () => editor.commands.focus());
  return editor;
}

/** What was typed into the plain textarea before the editor came is lines, not HTML. */
function asHtml(text) {
  if (text.includes("<")) return text;
  const place = document.createElement("div");
  for (const line of text.split(/\n+/).filter((one) => one.trim())) {
    place.append(Object.assign(document.createElement("p"), { textContent: line }));
  }
  return place.innerHTML;
}

function pasted(html) {
  return html.includes("data-pm-slice") ? html : cleaned(html);
}

function attributesOf(textarea) {
  const attributes = {
    id: `${textarea.id}-editor`, role: "textbox", "aria-multiline": "true", "aria-labelledby": `${textarea.id}-label`,
    class: "text-editor__text", spellcheck: "false",
  };
  const help = textarea.getAttribute("aria-describedby");
  return help ? { ...attributes, "aria-describedby": help } : attributes;
}
