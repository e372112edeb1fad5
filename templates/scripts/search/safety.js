// Whether to show the panel of urgent help: the twin of search/engine/safety.py.

import { NOT, stem } from "./words.js";

/** @import {Facts} from "./facts.js" */

/** @type {(folded: string[], facts: Facts) => string[]} */
const urgentStems = (folded, { negations, safety_small: small }) =>
  folded.filter((word) => negations.has(word) || !small.has(word)).map((word) => (negations.has(word) ? NOT : stem(word)));

/** @type {(folded: string[], facts: Facts) => boolean} Whether folded words contain a phrase of danger. */
export function isUrgent(folded, facts) {
  const text = ` ${urgentStems(folded, facts).join(" ")} `;
  return facts.safety.some((phrase) => text.includes(` ${phrase} `));
}
