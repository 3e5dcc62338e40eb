import { wordListItem } from "./word_lists.js";

/**
 * What was copied from Word, LibreOffice, Google Docs or a web page, as the plain HTML that an item's text may hold:
 * headings, paragraphs, lists, tables, bold, italic and links stay; everything else goes.
 *
 * @param {string} html @returns {string}
 */
export function cleaned(html) {
  const source = new DOMParser().parseFromString(html, "text/html").body;
  source.querySelectorAll(DROPPED).forEach((element) => element.remove());
  const result = document.implementation.createHTMLDocument("").body;
  new Writer(result).blocks(source);
  return result.innerHTML;
}

const DROPPED = [
  "style", "script", "head", "title", "meta", "link", "xml", "img", "svg", "object", "iframe", "video", "audio",
  "canvas", "input", "button", "select", "textarea", "noscript", "template", "math", "del", "hr", "colgroup", "caption",
  "[style*='mso-hide:all']", "[style*='display:none']", "[style*='display: none']",
  // Word's comments and notes, at their place in the text and at its end.
  "[style*='mso-element:comment']", "[style*='mso-element:footnote']", "[style*='mso-element:endnote']",
  ".MsoCommentReference", ".MsoCommentText", "a[href^='#_ftn']", "a[href^='#_edn']", "a[href^='#_msocom']",
  // LibreOffice's and Google's.
  ".sdfootnoteanc", "[id^='sdfootnote']", "[id^='cmnt']", "[id^='ftnt']", "a[href^='#_cmnt']",
  "sup:has(a[href^='#ftnt'])", "sup:has(a[href^='#cmnt'])",
].join(",");
const HEADINGS = { H1: "h2", H2: "h2", H3: "h3", H4: "h3", H5: "h3", H6: "h3" };
const WORD_HEADINGS = { MsoTitle: "h2", MsoSubtitle: "h3" };
const HOLDERS = new Set([
  "BODY", "DIV", "SECTION", "ARTICLE", "MAIN", "HEADER", "FOOTER", "ASIDE", "NAV", "BLOCKQUOTE", "FIGURE", "FIGCAPTION",
  "CENTER", "FORM", "FIELDSET", "DL", "DT", "DD", "ADDRESS", "PRE", "DETAILS", "SUMMARY",
]);
const BLOCK = "p,div,h1,h2,h3,h4,h5,h6,ul,ol,table,blockquote,section,article,pre,li,tr,dl";

/** Writes clean blocks into `place`, reading one source element after the other. */
class Writer {
  constructor(place) {
    this.place = place;
    this.paragraph = null;
    /** The lists of Word's paragraphs that are open, the outermost first. */
    this.open = [];
  }

  blocks(source) {
    for (const node of [...source.childNodes]) this._node(node);
    this._end();
  }

  _node(node) {
    if (node.nodeType === Node.TEXT_NODE) return this._inline(node);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const tag = node.tagName;
    if (tag === "UL" || tag === "OL") return this._list(node);
    if (tag === "LI") return this._list(wrapped(node, "ul"));
    if (tag === "TABLE") return this._table(node);
    if (tag === "P" || HEADINGS[tag]) return this._paragraph(node);
    if (tag === "BR") return this._end();
    if (HOLDERS.has(tag) || node.querySelector(BLOCK)) {
      this._end();
      for (const child of [...node.childNodes]) this._node(child);
      return this._end();
    }
    this._inline(node);
  }

  _paragraph(node) {
    this._end();
    const item = wordListItem(node);
    if (item) return this._wordItem(node, item);
    this.open = [];
    const name = HEADINGS[node.tagName] ?? WORD_HEADINGS[node.className] ?? "p";
    const made = document.createElement(name);
    inlines(node, made, { plain: name !== "p" });
    if (tidy(made)) this.place.append(made);
  }

  /** A paragraph that Word only draws as an item of a list. */
  _wordItem(node, { level, ordered }) {
    const line = document.createElement("p");
    inlines(node, line);
    if (!tidy(line)) return;
    const item = document.createElement("li");
    item.append(line);
    this.open.length = Math.min(this.open.length, level);
    const kind = ordered ? "OL" : "UL";
    if (this.open.length === level && this.open[level - 1].tagName !== kind) this.open.length = level - 1;
    while (this.open.length < level) {
      const list = document.createElement(kind);
      const above = this.open.at(-1)?.lastElementChild;
      (above ?? this.open.at(-1) ?? this.place).append(list);
      this.open.push(list);
      if (this.open.length < level) list.append(document.createElement("li"));
    }
    this.open[level - 1].append(item);
  }

  _list(source) {
    this._end();
    this.open = [];
    const list = listOf(source);
    if (list.children.length) this.place.append(list);
  }

  _table(source) {
    this._end();
    this.open = [];
    const table = tableOf(source);
    if (table) this.place.append(table);
  }

  _inline(node) {
    if (!this.paragraph) {
      if (!node.textContent.trim()) return;
      this.open = [];
      this.paragraph = document.createElement("p");
    }
    inline(node, this.paragraph, {});
  }

  _end() {
    if (this.paragraph && tidy(this.paragraph)) this.place.append(this.paragraph);
    this.paragraph = null;
  }
}

function listOf(source) {
  const list = document.createElement(source.tagName.toLowerCase());
  for (const child of source.children) {
    if (child.tagName === "LI") {
      const item = document.createElement("li");
      new Writer(item).blocks(child);
      if (item.childNodes.length) list.append(item);
    } else if (child.tagName === "UL" || child.tagName === "OL") {
      // Google Docs and old Word put a list beside the item that it belongs to.
      const above = list.lastElementChild ?? list.appendChild(document.createElement("li"));
      above.append(listOf(child));
    }
  }
  return list;
}

function tableOf(source) {
  const table = document.createElement("table");
  const body = table.appendChild(document.createElement("tbody"));
  for (const row of source.rows) {
    const made = document.createElement("tr");
    for (const cell of row.cells) made.append(cellOf(cell));
    if (made.children.length) body.append(made);
  }
  return body.children.length && table.textContent.trim() ? table : null;
}

function cellOf(source) {
  const cell = document.createElement(source.tagName.toLowerCase());
  for (const name of ["colspan", "rowspan"]) {
    const span = Number.parseInt(source.getAttribute(name), 10);
    if (span > 1) cell.setAttribute(name, Math.min(span, 100));
  }
  // A table within a cell becomes its lines.
  source.querySelectorAll("table").forEach((inner) => inner.replaceWith(...linesOf(inner)));
  new Writer(cell).blocks(source);
  if (!cell.childNodes.length) cell.append(document.createElement("p"));
  return cell;
}

function linesOf(table) {
  return [...table.rows].map((row) => {
    const line = document.createElement("p");
    line.textContent = [...row.cells].map((cell) => cell.textContent.trim()).join(" – ");
    return line;
  });
}

/** The text of a block with its bold, italic, links and line breaks. */
function inlines(source, place, state = {}) {
  for (const node of source.childNodes) inline(node, place, state);
}

function inline(node, place, state) {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = node.data.replace(/[\s\u00a0]+/g, " ");
    if (text) place.append(marked(text, state));
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  if (isListMarker(node)) return;
  if (node.tagName === "BR") return void place.append(document.createElement("br"));
  inlines(node, place, { ...state, ...marksOf(node) });
}

function marked(text, { bold, italic, href, plain }) {
  let made = document.createTextNode(text);
  if (italic) made = around("em", made);
  if (bold && !plain) made = around("strong", made);
  if (href) (made = around("a", made)).setAttribute("href", href);
  return made;
}

function marksOf(node) {
  const marks = {};
  const { fontWeight, fontStyle } = node.style;
  if (fontWeight) marks.bold = fontWeight === "bold" || fontWeight === "bolder" || Number(fontWeight) >= 600;
  else if (/^(B|STRONG)$/.test(node.tagName)) marks.bold = true;
  if (fontStyle) marks.italic = fontStyle === "italic" || fontStyle === "oblique";
  else if (/^(I|EM)$/.test(node.tagName)) marks.italic = true;
  const href = node.tagName === "A" ? (node.getAttribute("href") ?? "").trim() : "";
  if (/^(https?:\/\/|mailto:|tel:)/i.test(href)) marks.href = href;
  return marks;
}

/** The number or bullet that Word writes before an item. */
function isListMarker(node) {
  return /mso-list:\s*ignore/i.test(node.getAttribute("style") ?? "");
}

/** Joins neighbours of the same kind, trims the ends; whether anything is left. */
function tidy(block) {
  for (const element of [...block.querySelectorAll("strong, em, a")]) {
    const before = element.previousSibling;
    if (before?.nodeType === Node.ELEMENT_NODE && sameKind(before, element)) {
      before.append(...element.childNodes);
      element.remove();
    }
  }
  block.normalize();
  trim(block, "firstChild", /^ +/);
  trim(block, "lastChild", / +$/);
  return block.textContent.trim() !== "";
}

function trim(block, side, blanks) {
  for (let node = block[side]; node; node = block[side]) {
    let leaf = node;
    while (leaf[side]) leaf = leaf[side];
    if (leaf.nodeType === Node.TEXT_NODE) {
      leaf.data = leaf.data.replace(blanks, "");
      if (leaf.data) return;
    }
    let empty = leaf;
    while (empty.parentNode !== block && empty.parentNode.childNodes.length === 1) empty = empty.parentNode;
    empty.remove();
  }
}

function sameKind(one, other) {
  return one.tagName === other.tagName && one.getAttribute("href") === other.getAttribute("href");
}

function around(name, node) {
  const element = document.createElement(name);
  element.append(node);
  return element;
}

function wrapped(node, name) {
  const list = document.createElement(name);
  list.append(node.cloneNode(true));
  return list;
}
