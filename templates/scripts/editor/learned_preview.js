// The page that is being edited, in the site's own templates, where no program stands behind the
// editor: from what the last build learned of them.
import { pageHtml } from "./learned_page.js";
import { markdownParts } from "./markdown_html.js";
import { stay } from "./page_preview.js";
import { shownForm } from "./rows_of_pages.js";

/** @typedef {Record<string, import("./learned_page.js").LearnedPage>} LearnedPages by the kind of guide */

const NOTE = "This is made in your browser from what you typed. Lists of other pages, and words that are worked out from "
  + "several answers, are put in when the site is built.";
export const NO_PREVIEW = "There is no preview of this page here: a template of this council’s own makes it. You can save all the same.";
const NO_PAGES = "This preview needs a file that was not found. Load the editor again.";

/**
 * What the editor registers for the records of one kind, or for the file of its rows.
 * @param {URL} folder where the files of previews are
 * @param {string} kind
 */
export const learnedPreview = (folder, kind) => /** @type {any} */ (window).createClass({
  getInitialState: () => ({ pages: null, records: {}, problem: "" }),

  /** @this {any} */
  async componentDidMount() {
    try {
      const [pages, records] = await Promise.all([kind, "records"].map((name) => loaded(new URL(`${name}.json`, folder))));
      if (!this.isGone) this.setState({ pages, records });
    } catch {
      if (!this.isGone) this.setState({ problem: NO_PAGES });
    }
  },

  /** @this {any} */
  componentWillUnmount() {
    this.isGone = true;
  },

  /** @this {any} */
  render() {
    const create = /** @type {any} */ (window).h;
    const { pages, records, problem } = this.state;
    if (!pages) return create("div", null, problem);
    if (!Object.keys(pages).length) return create("div", null, NO_PREVIEW);
    const { entry, document: shown } = this.props;
    const form = shownForm(kind, entry.get("data")?.toJS() ?? {}, records);
    const { name, html } = filledPage(pages, form, entry.get("slug"), records);
    shown.body.className = pageClass(name, kind);
    return shownPage(create, html);
  },
});

/** A page, and how it was made. @param {any} create @param {string} html */
export const shownPage = (create, html) => create("div", { onClick: stay },
  create("div", { dangerouslySetInnerHTML: { __html: html } }),
  create("aside", { className: "wide" }, create("p", null, NOTE)));

/** What pages are called whose kind has another name. @type {Record<string, string>} */
const PAGES = { event: "events", change: "changes", report: "school-report", review: "annual-report", "step-by-step": "step-by-step", journey: "journey", "easy-read": "easy-read" };

/** The class of a page's body. @param {string} name which of a kind's pages it is @param {string} kind */
export const pageClass = (name, kind) => `page-${PAGES[name] ?? PAGES[kind] ?? kind}`;

/**
 * The page that a form makes, as safe HTML, and which of a kind's pages it is.
 * @param {LearnedPages} pages
 * @param {any} form
 * @param {string} slug the name of the record's file; empty for a new one
 * @param {Record<string, Record<string, any>>} records
 */
export const filledPage = (pages, form, slug, records) => {
  const name = [form.kind, slug].find((one) => one && pages[one]) ?? Object.keys(pages)[0];
  return { name, html: cleaned(pageHtml(pages[name], valuesOf(form, slug), records)) };
};

/** @type {Map<string, Promise<any>>} each file that was asked for, by its address */
const files = new Map();

/** A file of previews, which is asked for once. @param {URL} address @returns {Promise<any>} */
export const loaded = (address) => {
  const file = files.get(address.href) ?? read(address);
  files.set(address.href, file);
  return file;
};

/** @param {URL} address */
const read = async (address) => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
};

/** What a form holds, with the parts of its text. @param {any} form @param {string} slug */
const valuesOf = ({ original: _, ...form }, slug) => {
  const { opening, parts } = markdownParts(form.body ?? "");
  const texts = { body_opening: opening, body_parts: parts, isHeaded: !opening && parts.length > 0 };
  return { ...form, ...texts, word_count: String(form.body ?? "").split(/\s+/).filter(Boolean).length, slug: slug || "new" };
};

/** HTML without links to anything but pages, and without what is left empty. @param {string} html */
const cleaned = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html").body;
  for (const link of page.querySelectorAll("[href]")) {
    if (!/^(?:https?:|mailto:|tel:|\/|#)/i.test(link.getAttribute("href") ?? "")) link.removeAttribute("href");
  }
  for (const element of page.querySelectorAll("p, li, dt, dd, ul, ol, dl, h2, h3")) {
    if (!element.textContent?.trim() && !element.querySelector("input, button, svg")) element.remove();
  }
  return page.innerHTML;
};
