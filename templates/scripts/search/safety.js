// Whether to show the panel of urgent help: the twin of search/engine/safety.py.

import { NOT, stem } from "./words.js";

/** @import {Facts} from "./facts.js" */

/** @type {(asked: string[], facts: Facts) => string[]} */
const urgentStems = (asked, { negations, safety_small: small }) =>
  asked.filter((word) => negations.has(word) || !small.has(word)).map((word) => (negations.has(word) ? NOT : stem(word)));

/** @type {(asked: string[], facts: Facts) => boolean} Whether a phrase of danger stands in folded words. */
export function isUrgent(asked, facts) {
  const text = ` ${urgentStems(asked, facts).join(" ")} `;
  return facts.safety.some((phrase) => text.includes(` ${phrase} `));
}
