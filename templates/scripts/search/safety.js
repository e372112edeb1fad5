// Whether to show the panel of urgent help: the twin of search/engine/safety.py.

import { DangerRules } from "./danger_rules.js";
import { limit } from "./spelling.js";
import { NOT, cut, words } from "./words.js";

/** @import {DangerTable} from "./types" */
/** @import {Facts} from "./facts.js" */
/** @import {Reader} from "./reader.js" */

/** @type {WeakMap<DangerTable, DangerRules>} */
const known = new WeakMap();

/** @type {(text: string, right: string[], reader: Reader, exactly: boolean) => boolean} Whether a search tells of danger. */
export function isUrgent(text, right, reader, exactly) {
  const { facts } = reader;
  const typed = words(cut(text, facts.limits.letters), facts);
  const asked = exactly ? [] : typed.slice(0, facts.limits.words);
  const unknown = new Set(asked.filter((word) => limit(word, facts) && !reader.knows(word)));
  if (!unknown.size && !mayTell([...typed, ...right], facts)) return false;
  const table = reader.file("danger.json");
  if (!table) return false;
  const rules = known.get(table) || new DangerRules(table, facts);
  known.set(table, rules);
  return rules.tellOf(typed, unknown) || rules.tellOf([...right, ...typed.slice(facts.limits.words)], new Set());
}

/** @type {(folded: string[], facts: Facts) => boolean} Whether a word begins like one of those without which no rule tells of danger. */
const mayTell = (folded, { danger_starts: starts, danger_limits: limits, negations }) =>
  folded.map((word) => (negations.has(word) ? NOT : word)).some((word) => [cut(word, limits.beginning), `${cut(word, 2)}*`, `${cut(word, 3)}*`, `${cut(word, 4)}*`].some((start) => starts.has(start)));
