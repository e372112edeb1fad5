// MiniSearch over the pages: fuzzy and prefix on, titles counting for more. Reads {pages, queries,
// boosts} and writes, for each boost of titles, the first ten addresses for each query.
import { readFileSync } from "node:fs";
import MiniSearch from "minisearch";

const { pages, queries, boosts } = JSON.parse(readFileSync(0, "utf8"));
const index = new MiniSearch({ idField: "address", fields: ["title", "description", "text"] });
index.addAll(pages);
const found = boosts.map((title) =>
  queries.map((query) =>
    index
      .search(query, { fuzzy: 0.2, prefix: true, boost: { title } })
      .slice(0, 10)
      .map((one) => one.id),
  ),
);
process.stdout.write(JSON.stringify(found));
