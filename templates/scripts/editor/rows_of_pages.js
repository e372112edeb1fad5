// What a page shows of the rows of a file, in the page's order: events that are still to come, changes
// newest first, and first among contacts the one whom all pages name.

/** @typedef {Record<string, any>} Row */

/** @param {any} value @returns {any[]} */
const listOf = (value) => (Array.isArray(value) ? value : value ? [value] : []);

/** By words, the smallest first. @param {(row: Row) => string} words @returns {(one: Row, other: Row) => number} */
const by = (words) => (one, other) => (words(one) < words(other) ? -1 : words(one) > words(other) ? 1 : 0);

/** A place, without a street that is its name: that is said once. @param {Row | undefined} location */
const placeOf = (location) => (location?.address_1 === location?.name ? { ...location, address_1: "" } : location);

/** Events with their first day from today on, and the days after it. @param {Row[]} rows */
const coming = (rows) => {
  const today = new Date().toISOString().slice(0, 10);
  return rows.map((row) => {
    const [first, ...later] = listOf(row.dates).filter((day) => day >= today).sort();
    return { ...row, online: row.online || "no", location: placeOf(row.location), first, later };
  }).filter(({ first }) => first).sort(by(({ first, name }) => `${first} ${name}`));
};

/** @param {Row[]} rows */
const newestFirst = (rows) => [...rows].sort(by(({ day }) => String(day ?? ""))).reverse();

/** Contacts: the one whom all pages name has a place of its own, and others whom the site names follow. @param {Row[]} rows @param {string[]} first */
const inOrder = (rows, [help, ...first]) => {
  const named = first.map((name) => rows.find(({ id }) => id === name)).filter((row) => row !== undefined);
  const others = rows.filter((row) => row.id !== help && !named.includes(row));
  return { rows: [...named, ...others], help: rows.find(({ id }) => id === help) };
};

/**
 * What is shown of the rows, by what a row is called. `first` are ids of contacts.
 * @type {Record<string, (rows: Row[], first: string[]) => { rows: Row[], help?: Row }>}
 */
const SHOWN = {
  event: (rows) => ({ rows: coming(rows) }),
  change: (rows) => ({ rows: newestFirst(rows) }),
  contact: inOrder,
};

/**
 * A form as its page shows it: that of any other file stays as it is.
 * @param {string} kind
 * @param {any} form
 * @param {Record<string, Record<string, any>>} records
 */
export const shownForm = (kind, form, records) =>
  SHOWN[kind] ? SHOWN[kind](listOf(form.rows), records.site?.contacts?.first ?? []) : form;
