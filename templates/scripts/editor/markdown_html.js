// Markdown as HTML, for previews: what docs/writing.md offers, by the rules of CommonMark. HTML in a
// text is shown as it was typed, so nothing that is written here can run.

const ESCAPES = /** @type {Record<string, string>} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" });

/** @param {string} text */
export const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]);

/** @typedef {{ level: number, text: string, id: string, html: string }} Part the text under one heading */

const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const BULLET = /^( {0,3})([-*+]|\d{1,9}[.)])(?:( +)(.*)|[ \t]*)$/;
const TABLE_RULE = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const QUOTE = /^ {0,3}> ?/;

/** @param {string} markdown */
export const markdownHtml = (markdown) => blocksHtml(markdown.replace(/\r\n?/g, "\n").split("\n"), new Set());

/** The text before the first heading of the second level, and the parts below each of these. @param {string} markdown */
export const markdownParts = (markdown) => {
  const [opening, ...parts] = markdownHtml(markdown).split(/(?=<h2 id=)/);
  const isHeaded = opening.startsWith("<h2 id=");
  return {
    opening: isHeaded ? "" : opening,
    parts: (isHeaded ? [opening, ...parts] : parts).map((html) => {
      const [, id, words] = /^<h2 id="([^"]*)">([^]*?)<\/h2>/.exec(html) ?? ["", "", ""];
      return { id, text: words.replace(/<[^>]*>/g, ""), html: html.slice(html.indexOf("</h2>") + 5) };
    }),
  };
};

/** @param {string[]} lines @param {Set<string>} ids @param {boolean} [isTight] @returns {string} */
const blocksHtml = (lines, ids, isTight = false) => {
  let html = "";
  for (let at = 0; at < lines.length; ) {
    const [block, end] = blockAt(lines, at, ids, isTight);
    html += block;
    at = end;
  }
  return html;
};

/** One block, and the line behind it. @param {string[]} lines @param {number} at @param {Set<string>} ids @param {boolean} isTight @returns {[string, number]} */
const blockAt = (lines, at, ids, isTight) => {
  const line = lines[at];
  if (!line.trim()) return ["", at + 1];
  const heading = HEADING.exec(line);
  if (heading) return [headingHtml(heading[1].length, heading[2], ids), at + 1];
  if (RULE.test(line)) return ["<hr>", at + 1];
  if (BULLET.test(line)) return listAt(lines, at, ids);
  if (QUOTE.test(line)) {
    const end = endOf(lines, at, (one) => QUOTE.test(one));
    return [`<blockquote>${blocksHtml(lines.slice(at, end).map((one) => one.replace(QUOTE, "")), ids)}</blockquote>`, end];
  }
  if (line.includes("|") && TABLE_RULE.test(lines[at + 1] ?? "")) return tableAt(lines, at);
  const end = endOf(lines, at + 1, (one) => Boolean(one.trim()) && !begins(one));
  const words = inlineHtml(lines.slice(at, end).map((one) => one.trim()).join("\n"));
  return [isTight ? words : `<p>${words}</p>`, end];
};

/** Whether a line ends a paragraph though it is not empty. @param {string} line */
const begins = (line) => HEADING.test(line) || RULE.test(line) || QUOTE.test(line) || /^ {0,3}(?:[-*+]|1[.)]) +\S/.test(line);

/** @param {string[]} lines @param {number} from @param {(line: string) => boolean} goesOn */
const endOf = (lines, from, goesOn) => {
  let end = from;
  while (end < lines.length && goesOn(lines[end])) end += 1;
  return end;
};

/** @param {number} level @param {string} words @param {Set<string>} ids */
const headingHtml = (level, words, ids) => {
  const html = inlineHtml(words.trim());
  const plain = html.replace(/<[^>]*>/g, "").normalize("NFKD").replace(/[^\x00-\x7f]/g, "").replace(/&\w+;/g, "");
  const slug = plain.replace(/[^\w\s-]/g, "").trim().toLowerCase().replace(/[-\s]+/g, "-");
  let id = slug;
  for (let number = 1; !id || ids.has(id); number += 1) id = `${slug}_${number}`;
  ids.add(id);
  return `<h${level} id="${id}">${html}</h${level}>`;
};

/** @param {string[]} lines @param {number} at @param {Set<string>} ids @returns {[string, number]} */
const listAt = (lines, at, ids) => {
  const first = /** @type {RegExpExecArray} */ (BULLET.exec(lines[at]));
  const isSame = (/** @type {RegExpExecArray | null} */ found) => found !== null && found[2].slice(-1) === first[2].slice(-1);
  /** @type {string[][]} */
  const items = [];
  let isLoose = false;
  let margin = 0;
  let end = at;
  while (end < lines.length) {
    const line = lines[end];
    const found = RULE.test(line) ? null : BULLET.exec(line);
    const indent = line.length - line.trimStart().length;
    if (isSame(found) && found && (items.length === 0 || indent < margin)) {
      margin = found[1].length + found[2].length + Math.min((found[3] ?? " ").length, 4);
      items.push([found[4] ?? ""]);
    } else if (!line.trim()) {
      const next = lines.slice(end).find((one) => one.trim()) ?? "";
      if (next.length - next.trimStart().length < margin && !isSame(BULLET.exec(next))) break;
      isLoose = true;
      items[items.length - 1].push("");
    } else if (indent >= margin) items[items.length - 1].push(line.slice(margin));
    else if (lines[end - 1].trim() && !begins(line)) items[items.length - 1].push(line.trimStart());
    else break;
    end += 1;
  }
  const tag = /\d/.test(first[2]) ? "ol" : "ul";
  const start = tag === "ol" && parseInt(first[2], 10) !== 1 ? ` start="${parseInt(first[2], 10)}"` : "";
  return [`<${tag}${start}>${items.map((item) => `<li>${blocksHtml(item, ids, !isLoose)}</li>`).join("")}</${tag}>`, end];
};

/** @param {string[]} lines @param {number} at @returns {[string, number]} */
const tableAt = (lines, at) => {
  const end = endOf(lines, at + 2, (line) => line.includes("|") && Boolean(line.trim()));
  const rows = lines.slice(at, end).map(cellsOf);
  const width = rows[0].length;
  const body = rows.slice(2).map((cells) => `<tr>${rows[0].map((_, place) => `<td>${inlineHtml(cells[place] ?? "")}</td>`).join("")}</tr>`);
  const head = rows[0].slice(0, width).map((cell) => `<th scope="col">${inlineHtml(cell)}</th>`).join("");
  const table = `<table><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table>`;
  return [`<div class="table-frame" role="region" aria-label="Table" tabindex="0">${table}</div>`, end];
};

/** @param {string} line */
const cellsOf = (line) => line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim().replace(/\\\|/g, "|"));

const CODE = /(?<!`)(`+)([^`]+)\1(?!`)/g;
const LINK = /\[([^\[\]]*)\]\(<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+"[^"]*")?\)|<((?:https?:\/\/|mailto:)[^\s<>]+)>/g;
const SAFE = /^(?:https?:\/\/|mailto:|tel:|\/|#)/i;
/** What stands for a piece of HTML that is ready, while the words round it are looked at. */
const READY = /\ue000(\d+)\ue001/g;

/** What stands in a line: code, links, and words that are stressed, also with links among them. @param {string} text @returns {string} */
const inlineHtml = (text) => {
  /** @type {string[]} */
  const ready = [];
  const keep = (/** @type {string} */ html) => `\ue000${ready.push(html) - 1}\ue001`;
  const words = text
    .replace(CODE, (_, _fence, code) => keep(`<code>${escaped(code)}</code>`))
    .replace(LINK, (_, shown, address, bare) => keep(linkHtml(shown, address ?? bare, bare)));
  const put = (/** @type {string} */ html) => html.replace(READY, (_, number) => ready[number] ?? "");
  return put(put(stressedHtml(words)));
};

/** @param {string} words @param {string} address @param {string | undefined} bare the address where no words were given */
const linkHtml = (words, address, bare) => {
  const shown = bare ? escaped(bare.replace(/^mailto:/, "")) : stressedHtml(words);
  return SAFE.test(address) ? `<a href="${escaped(address)}">${shown}</a>` : shown;
};

/** @param {string} text */
const stressedHtml = (text) => escaped(text)
  .replace(/\\([!-/:-@[-`{-~])/g, (_, sign) => `&#${sign.charCodeAt(0)};`)
  .replace(/\*\*(?=\S)([^*]+?)(?<=\S)\*\*/g, "<strong>$1</strong>")
  .replace(/\*(?=\S)([^*]+?)(?<=\S)\*/g, "<em>$1</em>")
  .replace(/(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)/g, "<em>$1</em>")
  .replace(/(?:\\| {2,})\n/g, "<br>");
