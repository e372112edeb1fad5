// A YAML text with some values changed: every line that is not about them stays as it was, with
// its comments, its order and its layout.
import { isMap, isScalar, isSeq, parseDocument } from "./yaml/index.js";
import { common, gaps, same } from "./row_matching.js";
import { flowText, itemText, pairText, scalarText } from "./new_yaml.js";

/** @import { Node, Pair, YAMLMap, YAMLSeq } from "./yaml/index.js" */
/** @typedef {{ start: number, end: number, text: string }} Edit */
/** @typedef {{ text: string, edits: Edit[] }} Work */

/**
 * @param {string} text YAML, a mapping or a list, which ends with a line end
 * @param {any} before its values, as an editor showed them
 * @param {any} after the values to write
 */
export const leastChange = (text, before, after) => {
  const root = parseDocument(text, { schema: "failsafe" }).contents;
  /** @type {Work} */
  const work = { text, edits: [] };
  if (isMap(root) && root.items.length) changeMap(work, root, before, after);
  else if (isSeq(root) && root.items.length) changeSeq(work, root, before, after);
  else work.edits.push({ start: text.length, end: text.length, text: whole(after) });
  return applied(work);
};

/**
 * @param {any} values
 * @returns {string} YAML of a new file
 */
export const whole = (values) =>
  Array.isArray(values)
    ? values.map((row) => `${itemText(row, 0)}\n`).join("\n")
    : Object.entries(values).map(([name, value]) => `${pairText(name, value, 0)}\n`).join("");

/** @param {Work} work */
const applied = ({ text, edits }) =>
  edits
    .map((edit, number) => ({ ...edit, number }))
    .sort((one, other) => other.start - one.start || other.number - one.number)
    .reduce((result, { start, end, text: put }) => result.slice(0, start) + put + result.slice(end), text);

/** @param {Work} work @param {number} place */
const lineStart = ({ text }, place) => text.lastIndexOf("\n", place - 1) + 1;

/** The place behind the line that a value ends on. @param {Work} work @param {number} place */
const nextLine = ({ text }, place) => {
  if (text[place - 1] === "\n") return place;
  const end = text.indexOf("\n", place);
  return end < 0 ? text.length : end + 1;
};

/** @param {Work} work @param {number} place */
const column = (work, place) => place - lineStart(work, place);

/** Where a value ends, without the comments that follow it. @param {Node | null} node @returns {number} */
const contentEnd = (node) => {
  const range = /** @type {[number, number, number]} */ (node?.range);
  if (isMap(node) && !node.flow && node.items.length) return pairEnd(node.items[node.items.length - 1]);
  if (isSeq(node) && !node.flow && node.items.length) return contentEnd(node.items[node.items.length - 1]);
  return range[1];
};

/** @param {Pair} pair */
const pairEnd = (pair) =>
  Math.max(keyRange(pair)[1] + 1, pair.value?.range ? contentEnd(pair.value) : 0);

/** @param {Pair} pair */
const keyRange = (pair) => /** @type {[number, number, number]} */ (pair.key.range);

/** @param {Work} work @param {YAMLMap} map @param {any} before @param {any} after */
const changeMap = (work, map, before, after) => {
  if (map.flow) return replaceFlow(work, map, before, after);
  const pairs = new Map(map.items.map((pair) => [String(pair.key.value), pair]));
  for (const [name, pair] of pairs) {
    if (same(before[name], after[name])) continue;
    if (after[name] === undefined) removePair(work, map, pair);
    else changeValue(work, pair, before[name], after[name]);
  }
  const names = Object.keys(after);
  const fresh = names.filter((name) => !pairs.has(name));
  for (const name of fresh) {
    const earlier = names.slice(0, names.indexOf(name)).reverse().find((one) => pairs.has(one));
    insertPair(work, map, earlier === undefined ? undefined : pairs.get(earlier), name, after[name]);
  }
  return undefined;
};

/** @param {Work} work @param {YAMLMap} map @param {Pair | undefined} earlier @param {string} name @param {any} value */
const insertPair = (work, map, earlier, name, value) => {
  const first = keyRange(map.items[0])[0];
  const margin = column(work, first);
  const text = pairText(name, value, margin);
  if (!earlier) {
    work.edits.push({ start: first, end: first, text: `${text}\n${" ".repeat(margin)}` });
    return;
  }
  const place = nextLine(work, pairEnd(earlier));
  work.edits.push({ start: place, end: place, text: `${" ".repeat(margin)}${text}\n` });
};

/** @param {Work} work @param {YAMLMap} map @param {Pair} pair */
const removePair = (work, map, pair) => {
  const start = keyRange(pair)[0];
  const from = lineStart(work, start);
  const end = nextLine(work, pairEnd(pair));
  if (!work.text.slice(from, start).trim()) {
    work.edits.push({ start: from, end, text: "" });
    return;
  }
  // It stands behind the hyphen of a row: the next field of the row takes its place there.
  const next = map.items[map.items.indexOf(pair) + 1];
  work.edits.push({ start, end: next ? keyRange(next)[0] : end - 1, text: "" });
};

/** @param {Work} work @param {Pair} pair @param {any} before @param {any} after */
const changeValue = (work, pair, before, after) => {
  const { value } = pair;
  if (isMap(value) && isPlainObject(before) && isPlainObject(after)) return changeMap(work, value, before, after);
  if (isSeq(value) && Array.isArray(before) && Array.isArray(after)) return changeSeq(work, value, before, after);
  const name = String(pair.key.value);
  const start = keyRange(pair)[0];
  const end = pairEnd(pair);
  const hasComment = /^[^\n]*#/.test(work.text.slice(end)) && work.text[end - 1] !== "\n";
  if (isScalar(value) && typeof after === "string" && value.source) {
    const [from, to] = /** @type {[number, number, number]} */ (value.range);
    const isOneLine = !work.text.slice(from, to).includes("\n");
    if (isOneLine && (hasComment || !after.includes("\n"))) {
      work.edits.push({ start: from, end: to, text: scalarText(after, value.type) });
      return undefined;
    }
  }
  const text = pairText(name, after, column(work, start), isScalar(value) ? value.type : undefined);
  work.edits.push({ start, end, text: text + (work.text[end - 1] === "\n" ? "\n" : "") });
  return undefined;
};

/** @param {any} value */
const isPlainObject = (value) => Boolean(value) && typeof value === "object" && !Array.isArray(value);

/** Values in brackets are written anew as a whole, in brackets again. @param {Work} work @param {YAMLMap | YAMLSeq} node @param {any} before @param {any} after */
const replaceFlow = (work, node, before, after) => {
  const [start, end] = /** @type {[number, number, number]} */ (node.range);
  if (isMap(node)) {
    const pairs = node.items;
    const isSameShape = same(Object.keys(before).sort(), Object.keys(after).sort());
    const changed = pairs.filter((pair) => !same(before[String(pair.key.value)], after[String(pair.key.value)]));
    if (isSameShape && changed.every((pair) => isScalar(pair.value) && typeof after[String(pair.key.value)] === "string")) {
      for (const { key, value } of changed) {
        const [from, to] = /** @type {[number, number, number]} */ (/** @type {Node} */ (value).range);
        work.edits.push({ start: from, end: to, text: flowText(after[String(key.value)]) });
      }
      return undefined;
    }
  }
  const keepOrder = isMap(node) ? inOrder(node, after) : after;
  work.edits.push({ start, end, text: flowText(keepOrder) });
  return undefined;
};

/** Values with the fields that were there first, as they stood. @param {YAMLMap} map @param {any} after */
const inOrder = (map, after) => {
  const names = map.items.map((pair) => String(pair.key.value)).filter((name) => name in after);
  return Object.fromEntries([...new Set([...names, ...Object.keys(after)])].map((name) => [name, after[name]]));
};

/** @param {Work} work @param {YAMLSeq} seq @param {any[]} before @param {any[]} after */
const changeSeq = (work, seq, before, after) => {
  if (seq.flow || seq.items.length !== before.length) return replaceSeq(work, seq, after);
  for (const { olds, news } of gaps(before, after)) {
    const shared = Math.min(olds.length, news.length);
    for (let index = 0; index < shared; index += 1) {
      changeItem(work, seq, olds[index], before[olds[index]], after[news[index]]);
    }
    for (const old of olds.slice(shared)) removeItem(work, seq, old);
    const place = olds.length ? olds[olds.length - 1] : previous(before, after, news[0]);
    for (const fresh of news.slice(shared)) insertItem(work, seq, place, after[fresh]);
  }
  return undefined;
};

/** @param {Work} work @param {YAMLSeq} seq @param {any[]} after */
const replaceSeq = (work, seq, after) => {
  if (seq.flow) return replaceFlow(work, seq, undefined, after);
  const start = /** @type {[number, number, number]} */ (seq.range)[0];
  const margin = column(work, start);
  const text = after.map((item) => itemText(item, margin)).join(`\n${" ".repeat(margin)}`);
  const end = contentEnd(seq);
  work.edits.push({ start, end, text: text + (work.text[end - 1] === "\n" ? "\n" : "") });
  return undefined;
};

/** The row that comes before a new one: -1 is none. @param {any[]} before @param {any[]} after @param {number} fresh */
const previous = (before, after, fresh) => {
  const kept = common(before, after).filter(([, index]) => index < fresh);
  return kept.length ? kept[kept.length - 1][0] : -1;
};

/** @param {Work} work @param {YAMLSeq} seq @param {number} index @param {any} before @param {any} after */
const changeItem = (work, seq, index, before, after) => {
  const item = seq.items[index];
  if (isMap(item) && isPlainObject(before) && isPlainObject(after)) return changeMap(work, item, before, after);
  const margin = column(work, dash(work, item));
  const end = contentEnd(item);
  const text = itemText(after, margin).slice(2) + (work.text[end - 1] === "\n" ? "\n" : "");
  work.edits.push({ start: /** @type {[number, number, number]} */ (item.range)[0], end, text });
  return undefined;
};

/** Where the hyphen of a row stands. @param {Work} work @param {Node} item */
const dash = (work, item) => work.text.lastIndexOf("-", /** @type {[number, number, number]} */ (item.range)[0] - 1);

/** @param {Work} work @param {YAMLSeq} seq @param {number} index */
const removeItem = (work, seq, index) => {
  const start = lineStart(work, dash(work, seq.items[index]));
  const end = nextLine(work, contentEnd(seq.items[index]));
  const isSpaced = /^\s*\n/.test(work.text.slice(end)) && index < seq.items.length - 1;
  work.edits.push({ start, end: isSpaced ? end + 1 : end, text: "" });
};

/** @param {Work} work @param {YAMLSeq} seq @param {number} place @param {any} value */
const insertItem = (work, seq, place, value) => {
  const margin = column(work, dash(work, seq.items[0]));
  const last = seq.items[seq.items.length - 1];
  const text = `${" ".repeat(margin)}${itemText(value, margin, isMap(last) && last.flow)}\n`;
  const blank = hasBlankLines(work, seq) ? "\n" : "";
  if (place < 0) {
    const start = lineStart(work, dash(work, seq.items[0]));
    work.edits.push({ start, end: start, text: text + blank });
    return;
  }
  const start = nextLine(work, contentEnd(seq.items[place]));
  work.edits.push({ start, end: start, text: blank + text });
};

/** Whether an empty line stands between the last two rows. @param {Work} work @param {YAMLSeq} seq */
const hasBlankLines = (work, seq) => {
  const [one, other] = seq.items.slice(-2);
  return Boolean(other) && /\n[ \t]*\n/.test(`\n${work.text.slice(nextLine(work, contentEnd(one)), dash(work, other))}`);
};
