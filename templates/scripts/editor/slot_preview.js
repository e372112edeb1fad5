// The words of a slot inside the guide or topic to which they belong, where no program stands behind
// the editor: the build gives the text of the guide, and what its template makes of any text.
import { composed } from "./composed_text.js";
import { filledPage, loaded, NO_PREVIEW, pageClass, shownPage } from "./learned_preview.js";

/** @typedef {{ text: string, next_steps?: string[], figures?: string[], translations?: { language: string, text: string }[] }} Filling */
/** @typedef {{ header: any, body: string, names: string[], slots: Record<string, Filling> }} SlotText */

const NO_TEXT = "Choose the guide or the topic to which these words belong, and write the name of the slot.";
const NO_SLOTS = "This text has no slots. Is it one of your own? Then write the words into it.";

/**
 * What the editor registers for slots.
 * @param {URL} folder where the files of previews are
 */
export const slotPreview = (folder) => /** @type {any} */ (window).createClass({
  getInitialState: () => ({ asked: "", files: null }),

  /** @this {any} */
  componentDidMount() {
    this.ask();
  },

  /** @this {any} */
  componentDidUpdate() {
    this.ask();
  },

  /** @this {any} */
  componentWillUnmount() {
    this.isGone = true;
  },

  /** Loads what the text that the form names needs, once for each. @this {any} */
  async ask() {
    const [kind, name] = textOf(formOf(this.props));
    const asked = name && `${kind}-${name}`;
    if (this.asked === asked) return;
    this.asked = asked;
    this.setState({ asked, files: null });
    if (!asked) return;
    const files = [`text-${asked}`, kind, "records"].map((one) => loaded(new URL(`${one}.json`, folder)));
    const [text, pages, records] = await Promise.all(files.map((one) => one.catch(() => null)));
    if (!this.isGone && this.asked === asked) this.setState({ files: { text, pages, records } });
  },

  /** @this {any} */
  render() {
    const create = /** @type {any} */ (window).h;
    const { asked, files } = this.state;
    if (!asked) return create("p", { className: "notice" }, NO_TEXT);
    if (!files) return create("div", null);
    const { text, pages, records } = files;
    const form = formOf(this.props);
    if (!Object.keys(pages ?? {}).length) return create("p", { className: "notice" }, NO_PREVIEW);
    if (!text?.names.includes(form.slot)) return create("p", { className: "notice" }, problemOf(text));
    const [kind, slug] = textOf(form);
    const { name, html } = filledPage(pages, textWith(text, form), slug, records);
    this.props.document.body.className = pageClass(name, kind);
    return shownPage(create, html);
  },
});

/** @param {any} props @returns {any} */
const formOf = (props) => props.entry.get("data")?.toJS() ?? {};

/** The kind of text that a slot belongs to, and the text's name. @param {any} form */
const textOf = ({ guide, topic }) => (guide ? ["guide", guide] : ["topic", topic ?? ""]);

/** @param {SlotText | null} text */
const problemOf = (text) => (text ? `This text has no such slot. It has: ${text.names.join(", ")}.` : NO_SLOTS);

/**
 * The form that the whole text would have: its header with what its slots add, and its Markdown.
 * @param {SlotText} text
 * @param {any} form that of the slot
 */
export const textWith = ({ header, body, slots }, form) => {
  const filled = { ...slots, [form.slot]: { ...form, text: form.body ?? "" } };
  const words = Object.fromEntries(Object.entries(filled).map(([name, { text }]) => [name, text]));
  const added = ["next_steps", "figures", "translations"].map((name) => {
    const parts = [header, ...Object.values(filled)].flatMap((part) => part[name] ?? []);
    return [name, name === "translations" ? oneALanguage(parts) : [...new Set(parts)]];
  });
  return { ...header, ...Object.fromEntries(added), body: composed(body, words) };
};

/** Sentences in other languages: more in a language that is there already follow those. @param {{ language: string, text: string }[]} translations */
const oneALanguage = (translations) => {
  const languages = [...new Set(translations.map(({ language }) => language))];
  return languages.map((language) => {
    const [first, ...more] = translations.filter((one) => one.language === language);
    return { ...first, text: [first, ...more].map(({ text }) => text).join(" ") };
  });
};
