// Lighthouse over the addresses given, one after another: a line of JSON for each.
//
//   node checks/lighthouse.mjs PORT CATEGORY,CATEGORY URL…
//
// PORT is where a Chromium listens that nobody else uses meanwhile.
import lighthouse, {defaultConfig} from "lighthouse";

const [port, wanted, ...urls] = process.argv.slice(2);
const parts = wanted.split(",").flatMap(name => defaultConfig.categories[name].auditRefs);
const settings = {
  port: Number(port),
  // All that the scores are made of: of the 76 audits of performance five, the rest is advice.
  onlyAudits: parts.filter(({weight}) => weight).map(({id}) => id),
  logLevel: "error",
  // No score reads the picture of the whole page, which takes a quarter of the time.
  disableFullPageScreenshot: true,
};
for (const url of urls) {
  const {lhr: {categories, audits}} = await lighthouse(url, settings);
  console.log(JSON.stringify({url, categories, audits}));
}
