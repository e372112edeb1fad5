// Values as new YAML, laid out as the files of a council are: short lists in brackets, long texts
// as folded blocks. Every value is text: 9:30, NO and 007 stand as they are, as our reader wants.
import { Document, isMap, isScalar, isSeq, Scalar } from "./yaml/index.js";

/** @import { Node } from "./yaml/index.js" */

const WIDTH = 100;

/** @param {any} value @param {number} lineWidth */
const printed = (value, lineWidth) => {
  const document = new Document(value, { schema: "failsafe" });
  laidOut(document.contents, lineWidth, 0);
  withQuotes(document.contents);
  return document.toString({ lineWidth, flowCollectionPadding: false, minContentWidth: 20 }).trimEnd();
};

/** What a reader takes for nothing at all unless it stands in quotes. */
const NOTHING = /^(?:~|null)$/i;

/** Put quotes around each text that a reader takes for nothing. @param {Node | null} node */
const withQuotes = (node) => {
  if (isSeq(node)) node.items.forEach(withQuotes);
  else if (isMap(node)) node.items.forEach(({ value }) => withQuotes(value));
  else if (isScalar(node) && NOTHING.test(String(node.value))) node.type = "QUOTE_DOUBLE";
};

/** Say how each part of a value stands. @param {Node | null} node @param {number} lineWidth @param {number} taken */
const laidOut = (node, lineWidth, taken) => {
  if (isSeq(node)) {
    node.flow = node.items.length > 0 && node.items.every((item) => isScalar(item) && !String(item.value).includes("\n"))
      && node.items.reduce((sum, item) => sum + String(/** @type {Scalar} */ (item).value).length + 2, taken) <= lineWidth;
    if (!node.flow) node.items.forEach((item) => laidOut(item, lineWidth, taken + 2));
  } else if (isMap(node)) {
    node.items.forEach(({ key, value }) => laidOut(value, lineWidth, taken + String(key.value).length + 2));
  } else if (isScalar(node)) {
    const text = String(node.value);
    if (text.includes("\n")) node.type = "BLOCK_LITERAL";
    else if (taken + text.length > lineWidth) node.type = "BLOCK_FOLDED";
  }
};

/** @param {string} text @param {number} margin */
const indented = (text, margin) => text.replace(/\n(?=[^\n])/g, `\n${" ".repeat(margin)}`);

/**
 * @param {string} name
 * @param {any} value
 * @param {number} margin the letters before its first line, which the lines below it get too
 * @param {string} [type] how a text stood before
 */
export const pairText = (name, value, margin, type) => {
  const isQuoted = type === "QUOTE_DOUBLE" || type === "QUOTE_SINGLE";
  const isShort = typeof value === "string" && !value.includes("\n") && margin + name.length + value.length + 2 <= WIDTH;
  if (isShort && isQuoted) return `${name}: ${scalarText(value, type)}`;
  return indented(printed({ [name]: value }, WIDTH - margin), margin);
};

/**
 * @param {any} value
 * @param {number} margin the letters before the hyphen
 * @param {boolean} [inBrackets] whether the other rows stand in brackets
 */
export const itemText = (value, margin, inBrackets = false) => {
  if (inBrackets) return `- ${flowText(value)}`;
  return `- ${indented(printed(value, WIDTH - margin - 2), margin + 2)}`;
};

/** A text on one line, in the quotes that it had if it had some. @param {string} text @param {string} [type] */
export const scalarText = (text, type) => {
  const scalar = new Scalar(text);
  scalar.type = type === "QUOTE_SINGLE" || type === "QUOTE_DOUBLE" ? type : "PLAIN";
  withQuotes(scalar);
  return new Document(scalar, { schema: "failsafe" }).toString({ lineWidth: 0 }).trimEnd();
};

/** A value on one line, as it stands between brackets. @param {any} value */
export const flowText = (value) => {
  const document = new Document([value], { schema: "failsafe" });
  withQuotes(document.contents);
  return document
    .toString({ collectionStyle: "flow", lineWidth: 0, flowCollectionPadding: false })
    .trimEnd()
    .slice(1, -1)
    .trim();
};
