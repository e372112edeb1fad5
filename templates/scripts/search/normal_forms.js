// One way of writing for what is written in several: the twin of search/engine/normal_forms.py.

/** @import {Facts} from "./facts.js" */

const PART = /([$~#])([0-9])/g;
const BETWEEN = /[^a-z0-9]/g;

/** @type {(folded: string, facts: Facts) => string} A folded text in the one way of writing that is searched. */
export const normalForm = (folded, { forms, numbers }) =>
  forms.reduce((text, [pattern, instead]) => text.replace(pattern, (...match) => written(instead, match, numbers)), folded);

/** @type {(instead: string, match: string[], numbers: string[]) => string} */
const written = (instead, match, numbers) =>
  instead.replace(PART, (_, sign, group) => {
    if (sign === "~") return match[group].replace(BETWEEN, "");
    return sign === "$" ? match[group] : `${numbers.indexOf(match[group])}`;
  });
