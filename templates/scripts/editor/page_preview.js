// The page that is being edited, as the program on this machine makes it from what the form holds:
// with the site's own templates, and before it is saved.

/** @typedef {{ html: string, kind: string, problems: string[] }} Preview */

/** The time after the last key, in milliseconds. */
const PAUSE = 600;

const NO_ANSWER = "The program that makes this page does not answer, or cannot make it.";

/**
 * What the editor registers for the records of one folder, or for a file of rows.
 * @param {URL} address where the program answers
 * @param {string} fresh the path of that file, or of a record that has none yet
 * @param {(values: any) => string} toFile
 */
export const pagePreview = (address, fresh, toFile) => /** @type {any} */ (window).createClass({
  getInitialState: () => ({ html: "", problems: [] }),

  /** @this {any} */
  componentDidMount() {
    this.asked = "";
    this.ask();
  },

  /** @this {any} */
  componentDidUpdate() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  },

  /** @this {any} */
  componentWillUnmount() {
    clearTimeout(this.timer);
    this.isGone = true;
  },

  /** Asks for the page if the form holds something new, and not before the last answer. @this {any} */
  async ask() {
    const path = this.props.entry.get("path") || fresh;
    const request = requestFor(path, this.props.entry.get("data"), toFile);
    if (this.isAsking || this.isGone || this.asked === path + request.text) return;
    this.isAsking = true;
    this.asked = path + request.text;
    const preview = request.problem ? failed(request.problem) : await previewOf(new URL(path, address), request.text);
    this.isAsking = false;
    if (this.isGone) return;
    this.props.document.body.className = `page-${preview.kind}`;
    this.setState(preview);
  },

  /** @this {any} */
  render() {
    const create = /** @type {any} */ (window).h;
    const { html, problems } = this.state;
    return create("div", { onClick: stay },
      problems.length ? problemsOf(create, problems, Boolean(html)) : null,
      create("div", { dangerouslySetInnerHTML: { __html: html } }));
  },
});

/** What is wrong: beside a page it is closed. @param {any} create @param {string[]} problems @param {boolean} hasPage */
const problemsOf = (create, problems, hasPage) => {
  const list = create("ul", null, ...problems.map((problem) => create("li", { key: problem }, problem)));
  if (!hasPage) return create("div", { className: "notice" }, list);
  return create("details", { className: "notice" }, create("summary", null, `To mend: ${problems.length}`), list);
};

/** Follows a link to a part of the page here: all others open a tab of their own. @param {MouseEvent} event */
export const stay = (event) => {
  const link = /** @type {Element} */ (event.target).closest("a[href^='#']");
  if (!link) return;
  event.preventDefault();
  link.ownerDocument.getElementById(link.getAttribute("href")?.slice(1) ?? "")?.scrollIntoView();
};

/** @param {string} path @param {any} data @param {(values: any) => string} toFile */
const requestFor = (path, data, toFile) => {
  try {
    return { text: toFile(data?.toJS() ?? {}), problem: "" };
  } catch (error) {
    return { text: "", problem: `${path}: ${/** @type {Error} */ (error).message}` };
  }
};

/** @param {string} problem @returns {Preview} */
const failed = (problem) => ({ html: "", kind: "", problems: [problem] });

/** @param {URL} address @param {string} text @returns {Promise<Preview>} */
const previewOf = async (address, text) => {
  try {
    const headers = { "Content-Type": "text/plain; charset=utf-8" };
    const response = await fetch(address, { method: "POST", headers, body: text });
    if (response.ok) return await response.json();
    const isSentence = response.headers.get("Content-Type")?.startsWith("text/plain");
    return failed(isSentence ? await response.text() : NO_ANSWER);
  } catch {
    return failed(NO_ANSWER);
  }
};
