// A national text with the words of its slots in it, by the rules of localoffer/check/council_words.py.

const NAME = "\\{ ?slot: ?([a-z0-9-]{1,80}) ?\\}";
/** A line that holds a slot and nothing else, but for what begins a list item or a quotation. */
const LINE = new RegExp(`^([ \\t]*)((?:(?:[-*>]|[0-9]{1,2}\\.) )?)${NAME}[ \\t]*$`);
const INSIDE = new RegExp(`( ?)${NAME}`, "g");

/**
 * @param {string} text Markdown with slots
 * @param {Record<string, string>} words Markdown by the name of a slot; one without words leaves no trace
 */
export const composed = (text, words) => text.split("\n").map((line) => {
  const alone = LINE.exec(line);
  if (!alone) return line.replace(INSIDE, (_, space, name) => inLine(space, words[name] ?? ""));
  const [, indent, mark, name] = alone;
  const own = (words[name] ?? "").trim();
  return own ? indented(own, indent, mark) : undefined;
}).filter((line) => line !== undefined).join("\n");

/** @param {string} space @param {string} words */
const inLine = (space, words) => {
  const line = words.split(/\s+/).filter(Boolean).join(" ");
  return line && space + line;
};

/** @param {string} words @param {string} indent @param {string} mark */
const indented = (words, indent, mark) => {
  const following = mark === "> " ? mark : " ".repeat(mark.length);
  const [first, ...rest] = words.split("\n");
  return [indent + mark + first, ...rest.map((line) => (indent + following + line).trimEnd())].join("\n");
};
