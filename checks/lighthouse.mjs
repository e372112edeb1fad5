// Lighthouse over the addresses given, one after another: a line of JSON for each.
//
//   node checks/lighthouse.mjs PORT CATEGORY,CATEGORY URL…
//
// PORT is where a Chromium listens that nobody else uses meanwhile.
import lighthouse from "lighthouse";

const [port, onlyCategories, ...urls] = process.argv.slice(2);
const settings = {
  port: Number(port),
  onlyCategories: onlyCategories.split(","),
  logLevel: "error",
  // No score reads the picture of the whole page, which takes a quarter of the time.
  disableFullPageScreenshot: true,
};
for (const url of urls) {
  const {lhr: {categories, audits}} = await lighthouse(url, settings);
  console.log(JSON.stringify({url, categories, audits}));
}
