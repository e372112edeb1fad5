// Lighthouse over the addresses given, one after another: a line of JSON for each.
//
//   node checks/lighthouse.mjs PORT CATEGORY,CATEGORY URL…
//
// PORT is where a Chromium listens that nobody else uses meanwhile.
import lighthouse, {defaultConfig} from "lighthouse";

const [port, onlyCategories, ...urls] = process.argv.slice(2);
const wanted = onlyCategories.split(",");
const parts = wanted.flatMap(name => defaultConfig.categories[name].auditRefs);
const scored = new Set(parts.filter(({weight}) => weight).map(({id}) => id));
const settings = {
  port: Number(port),
  onlyCategories: wanted,
  logLevel: "error",
  // No score reads the picture of the whole page, which takes a quarter of the time.
  disableFullPageScreenshot: true,
  // Nor advice of no weight: of the 76 audits of performance, five are the score.
  skipAudits: [...new Set(parts.map(({id}) => id))].filter(id => !scored.has(id)),
};
for (const url of urls) {
  const {lhr: {categories, audits}} = await lighthouse(url, settings);
  console.log(JSON.stringify({url, categories, audits}));
}
