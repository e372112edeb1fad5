// What a beginning may become, from one small file (search/index/completions.py): common words
// first, then pages whose titles have the words.

/** @import {CompletionsFile} from "./types" */
/** @typedef {{words: string, kind: string, address: string}} Suggestion */
/** @typedef {(text: string) => {words: string[], pages: Suggestion[]}} Completer */

const MOST_WORDS = 3;
const MOST_PAGES = 5;

/** @type {(text: string) => string} A text in small letters, without accents, each word after one space. */
const plain = (text) =>
  ` ${text}`
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’]/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ");

/** @type {(base: string) => Promise<Completer>} What completes, for an index that lies at an address. */
export async function openCompletions(base) {
  const answer = await fetch(`${base}completions.json`, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}`);
  return completer(await answer.json());
}

/** @type {(file: CompletionsFile) => Completer} */
function completer({ words, kinds, pages }) {
  const common = words.split(" ");
  const titles = pages.map(([title, kind, address]) => ({ plain: plain(title), words: title, kind: kinds[kind], address }));
  return (text) => {
    const typed = plain(text).trimEnd();
    const beginnings = typed.split(" ").slice(1);
    if (!beginnings.length) return { words: [], pages: [] };
    const isOpen = !/\s$/.test(text);
    const last = beginnings[beginnings.length - 1];
    const start = text.trimStart().slice(0, text.trimStart().lastIndexOf(" ") + 1);
    const longer = isOpen ? common.filter((word) => word.startsWith(last) && word !== last) : [];
    const fits = titles.filter((page) => beginnings.every((word) => page.plain.includes(` ${word}`)));
    // A title that begins with the words comes before one that only has them.
    const first = fits.filter((page) => page.plain.startsWith(typed));
    const others = fits.filter((page) => !first.includes(page));
    return { words: longer.slice(0, MOST_WORDS).map((word) => start + word), pages: [...first, ...others].slice(0, MOST_PAGES) };
  };
}
