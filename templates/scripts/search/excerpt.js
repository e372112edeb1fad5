// What a result shows of a page's text: the twin of search/engine/excerpt.py.

import { fold, stem } from "./words.js";

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

/** Between the sentences of a page in the index. */
export const BETWEEN = "\n";

/** @type {(title: string, summary: string, sentences: string, wanted: Set<string>) => string} The summary, or the sentence that has the words. */
export function excerpt(title, summary, sentences, wanted) {
  const told = stemsIn(`${title} ${summary}`);
  const lacking = [...wanted].filter((one) => !told.has(one));
  if (!lacking.length) return summary;
  let [best, mostLacking, mostWanted] = [summary, 0, 0];
  for (const sentence of sentences.split(BETWEEN)) {
    const found = stemsIn(sentence);
    const [ofLacking, ofWanted] = [lacking, [...wanted]].map((stems) => stems.filter((one) => found.has(one)).length);
    const isBetter = ofLacking > mostLacking || (ofLacking === mostLacking && ofWanted > mostWanted);
    if (2 * ofLacking >= lacking.length && isBetter) [best, mostLacking, mostWanted] = [sentence, ofLacking, ofWanted];
  }
  return best;
}

/** @type {(text: string) => Set<string>} */
const stemsIn = (text) => new Set((text.match(WORD) || []).map((word) => stem(fold(word))));

/** @type {(text: string, wanted: Set<string>) => [string, boolean][]} A text in pieces, each with whether it is a word of the query. */
export function marked(text, wanted) {
  /** @type {[string, boolean][]} */
  const pieces = [];
  let end = 0;
  for (const { 0: word, index = 0 } of text.matchAll(WORD)) {
    if (wanted.has(stem(fold(word)))) {
      if (index > end) pieces.push([text.slice(end, index), false]);
      pieces.push([word, true]);
      end = index + word.length;
    }
  }
  if (end < text.length) pieces.push([text.slice(end), false]);
  return pieces;
}
