// What stands under the panel of urgent help, and in which order: the twin of search/engine/urgent_results.py.

/** @import {Facts} from "./facts.js" */

const [HELPS, LINE, FIRST] = [1, 2, 3];

/** @type {(numbers: number[], facts: Facts, isAll: boolean) => number[]} The guide to a crisis, what helps (or all), best first, and numbers to call. */
export function urgentResults(numbers, { urgent_help: help }, isAll) {
  const every = [...help.keys()];
  const first = every.filter((number) => help[number] === FIRST);
  if (isAll) return [...new Set([...first, ...numbers])];
  const helping = numbers.filter((number) => help[number] === HELPS || help[number] === LINE);
  const lines = every.filter((number) => help[number] === LINE);
  return [...new Set([...first, ...helping, ...lines])];
}
