// What the templates of the page show of results: the same words as components/search-results.html
// and components/search-filters.html show of them where the service fills the page.

/** @import {FilterState, Result, Results} from "./types" */
/** @typedef {{base: string, path: string, tell: string}} Places  The site, this page, who is told what was not results. */

/** @type {(results: Results) => string} As localoffer/pages/search_page.py has it. */
export function heading({ total, description }) {
  if (!total) return `No results for ${description}`;
  return `${number(total)} for ${description}`;
}

/** @type {(count: number) => string} Such as "1,200 results". */
const number = (count) => `${count.toLocaleString("en-GB")} ${count === 1 ? "result" : "results"}`;

/** @type {(results: Results, places: Places) => Record<string, unknown>} The values of the list. */
export function listed(results, { base, path, tell }) {
  const to = (/** @type {string} */ choices) => (choices ? `${path}?${choices}` : "");
  const chosen = results.removable.map(({ phrase, choices, count }) => ({ phrase, address: to(choices), total: count }));
  const fewer = chosen.filter(({ total }) => total).map((filter) => ({ ...filter, count: number(filter.total) }));
  return {
    showing_for: results.showing_for,
    typed: results.choices.text,
    as_typed: to(results.as_typed),
    everything: to(results.everything),
    notes: results.notes,
    meant: results.meant.map(({ words, meanings, choices }) => ({
      words,
      meanings: meanings.map((meaning, number) => ({ words: meaning, address: to(choices[number]) })),
    })),
    unknown_place: results.unknown_place,
    unread_age: results.choices.unread_age,
    chosen,
    results: results.results.map((result) => resultFields(result, base)),
    is_empty: !results.total,
    fewer,
    spellings: results.near_spellings.map(([words, choices]) => ({ words, address: to(choices) })),
    tell: tell + encodeURIComponent(results.choices.text),
    page_of: results.pages > 1 ? `Page ${results.page} of ${results.pages}` : "",
    previous: to(results.previous),
    next: to(results.next),
  };
}

/** @type {(result: Result, base: string) => Record<string, unknown>} */
const resultFields = ({ address, title, kind, notice, marked, away, place, ages, checked }, base) => ({
  address: base + address,
  title,
  kind,
  notice,
  marked,
  facts: [away, place, ages, checked].filter(Boolean),
});

/** @typedef {{id: string, name: string, value: string, label: string, count: string, chosen: boolean}} Option */
/** @typedef {{legend: string, options: Option[]}} Group */

/** @param {Results} results The values of the filters. */
export function filtered({ choices, filters }) {
  const more = filters.filter((filter) => !filter.first);
  return {
    age: choices.age ?? choices.unread_age,
    near: choices.near,
    within: choices.within,
    within_5: choices.within === 5,
    within_10: choices.within === 10,
    within_20: choices.within === 20,
    first: groups(filters.filter((filter) => filter.first)),
    more: groups(more),
    is_open: more.some((filter) => filter.options.some((option) => option.chosen)),
    as_meant: !choices.exactly,
  };
}

/** @type {(filters: FilterState[]) => Group[]} */
function groups(filters) {
  const flags = filters.filter((filter) => filter.kind === "flag").flatMap(options);
  const several = filters.filter((filter) => filter.kind !== "flag");
  const named = several.map((filter) => ({ legend: filter.label, options: options(filter) }));
  return flags.length ? [...named, { legend: "Show only", options: flags }] : named;
}

/** @type {(filter: FilterState) => Option[]} */
const options = ({ name, options }) =>
  options.map(({ value, label, count, chosen }) => ({
    id: `${name}-${value}`,
    name,
    value,
    label,
    count: `(${count.toLocaleString("en-GB")})`,
    chosen,
  }));
