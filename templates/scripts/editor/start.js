// Starts the editor with the configuration of this site.
import CMS from "./cms/index.js";
import { showAllFields } from "./all_fields.js";
import { showAfterSaving, showSentence } from "./after_saving.js";
import { fileFormat } from "./formats.js";
import { learnedPreview } from "./learned_preview.js";
import { pagePreview } from "./page_preview.js";
import { allowProposalsOnly } from "./proposals_only.js";
import { servedFolder } from "./served_folder.js";
import { slotPreview } from "./slot_preview.js";

/** The kinds that a build learns the pages of. */
const PREVIEWED = ["service", "guide", "topic", "school", "report", "statement", "review", "survey", "event", "change", "contact"];

/** The files of rows that a page lists. */
const LISTED = ["event", "change", "contact", "glossary", "figure"];

showAllFields();

const { siteStyles = "", local } = document.body.dataset;
const config = await (await fetch(new URL("config.json", import.meta.url))).json();

for (const collection of config.collections) {
  for (const { name, format, fields, file } of collection.files ?? [collection]) {
    const [shape] = format.split("-");
    const ways = fileFormat(fields, shape);
    CMS.registerCustomFormat(format, shape === "markdown" ? "md" : "yaml", ways);
    const previews = new URL("preview/", import.meta.url);
    if (local !== undefined) {
      const fresh = file ?? `${collection.folder}/new-page.${shape === "markdown" ? "md" : "yaml"}`;
      const isShown = collection.folder || LISTED.includes(name);
      if (isShown) CMS.registerPreviewTemplate(name, pagePreview(previews, fresh, ways.toFile));
    } else if (PREVIEWED.includes(name)) {
      CMS.registerPreviewTemplate(name, learnedPreview(previews, name));
    } else if (name === "slot") {
      CMS.registerPreviewTemplate("slot", slotPreview(previews));
    }
  }
}
CMS.registerPreviewStyle(siteStyles);

const region = /** @type {HTMLElement} */ (document.getElementById("after-saving"));
if (local === undefined) {
  allowProposalsOnly(config.backend.branch, (sentence) => showSentence(region, sentence));
} else {
  const folder = servedFolder(new URL("files/", import.meta.url), (saved) => showAfterSaving(region, saved));
  Object.defineProperty(navigator.storage, "getDirectory", { value: async () => folder });
  localStorage.setItem("sveltia-cms.user", JSON.stringify({ backendName: "test-repo" }));
}

CMS.init({ config });
