// Counts the letters of a box as the service counts them: code points, with plain line ends and
// without control letters (feedback/forms/parse_post.py). What is half a letter arrives as one.

const CONTROLS = /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f]/g;
// What Python takes for a blank: all that a browser does, but for the mark U+FEFF.
const BLANK = /[^\S\ufeff]/;

/** @type {(text: string) => string[]} */
const cleaned = (text) => Array.from(text.replace(/\r\n?/g, "\n").replace(CONTROLS, ""));

/** @type {(letters: string[]) => number} How many there are without the blanks at both ends. */
function trimmed(letters) {
  let [start, end] = [0, letters.length];
  while (start < end && BLANK.test(letters[start])) start += 1;
  while (end > start && BLANK.test(letters[end - 1])) end -= 1;
  return end - start;
}

/** @type {(letters: string[]) => number} How long the longest line is. */
function longestLine(letters) {
  const breaks = letters.flatMap((letter, place) => (letter === "\n" ? [place] : []));
  const starts = [0, ...breaks.map((place) => place + 1)];
  const ends = [...breaks, letters.length];
  return Math.max(...starts.map((start, line) => trimmed(letters.slice(start, ends[line]))));
}

/** @type {(text: string, counted?: string) => number} */
export function lettersIn(text, counted = "all") {
  const letters = cleaned(text);
  if (counted === "lines") return longestLine(letters);
  return counted === "trimmed" ? trimmed(letters) : letters.length;
}
