// Which rows of a list are still there in another, and where the two differ.

/** @param {any} one @param {any} other */
export const same = (one, other) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

/** @param {any} value @returns {any} */
const sorted = (value) => {
  if (Array.isArray(value)) return value.map(sorted);
  if (!value || typeof value !== "object") return value;
  return Object.keys(value).sort().map((name) => [name, sorted(value[name])]);
};

/** Pairs of places at which two lists have the same, the most there are. @param {any[]} before @param {any[]} after @returns {[number, number][]} */
export const common = (before, after) => {
  const [olds, news] = [before, after].map((rows) => rows.map((row) => JSON.stringify(sorted(row))));
  let start = 0;
  while (start < Math.min(olds.length, news.length) && olds[start] === news[start]) start += 1;
  let end = 0;
  const most = Math.min(olds.length, news.length) - start;
  while (end < most && olds[olds.length - 1 - end] === news[news.length - 1 - end]) end += 1;
  const middle = longest(olds.slice(start, olds.length - end), news.slice(start, news.length - end));
  return [
    ...range(0, start).map((index) => /** @type {[number, number]} */ ([index, index])),
    ...middle.map(([one, other]) => /** @type {[number, number]} */ ([one + start, other + start])),
    ...range(0, end).map((index) => /** @type {[number, number]} */ ([olds.length - end + index, news.length - end + index])),
  ];
};

/** The longest common subsequence. @param {string[]} olds @param {string[]} news @returns {[number, number][]} */
const longest = (olds, news) => {
  const lengths = olds.concat("").map(() => new Array(news.length + 1).fill(0));
  for (let one = olds.length - 1; one >= 0; one -= 1) {
    for (let other = news.length - 1; other >= 0; other -= 1) {
      lengths[one][other] = olds[one] === news[other]
        ? lengths[one + 1][other + 1] + 1
        : Math.max(lengths[one + 1][other], lengths[one][other + 1]);
    }
  }
  /** @type {[number, number][]} */
  const pairs = [];
  for (let one = 0, other = 0; one < olds.length && other < news.length; ) {
    if (olds[one] === news[other]) pairs.push([one++, other++]);
    else if (lengths[one + 1][other] >= lengths[one][other + 1]) one += 1;
    else other += 1;
  }
  return pairs;
};

/** The places between those, where the lists differ. @param {any[]} before @param {any[]} after */
export const gaps = (before, after) => {
  const found = [];
  let [one, other] = [0, 0];
  for (const [old, fresh] of [...common(before, after), [before.length, after.length]]) {
    const olds = range(one, old);
    const news = range(other, fresh);
    if (olds.length || news.length) found.push({ olds, news });
    [one, other] = [old + 1, fresh + 1];
  }
  return found;
};

/** @param {number} from @param {number} to */
const range = (from, to) => Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
