// lunr over the pages, with its own stemmer and stop words. Reads {pages, queries, boosts} and
// writes, for each boost of titles, the first ten addresses for each query. Terms are given one by
// one: in its query language, a stray colon would be an error.
import { readFileSync } from "node:fs";
import lunr from "lunr";

const { pages, queries, boosts } = JSON.parse(readFileSync(0, "utf8"));
const found = boosts.map((boost) => {
  const index = lunr(function () {
    this.ref("address");
    this.field("title", { boost });
    this.field("description");
    this.field("text");
    pages.forEach((page) => this.add(page));
  });
  return queries.map((query) =>
    index
      .query((terms) => terms.term(lunr.tokenizer(query)))
      .slice(0, 10)
      .map((one) => one.ref),
  );
});
process.stdout.write(JSON.stringify(found));
