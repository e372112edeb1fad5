// What the box of every other page suggests: while a word is typed, its completions and titles
// from one small file; at a pause or a space what a whole search finds, a spelling put right first.
// A combobox with a list, after the ARIA Authoring Practices Guide; Enter without a choice sends the
// form as ever. site.js has made the box a combobox before it is turned to, so that its role never
// changes.

import { openCompletions } from "./completions.js";
import { OpenIndex } from "./open_index.js";
import { atPauses } from "./typing.js";

/** @import {Completer, Suggestion} from "./completions.js" */
/** @import {Results} from "./types" */

const FEWEST_LETTERS = 2;
const BEFORE_SAYING = 700;
const MOST_PAGES = 5;
// A phone has no arrows to choose with.
const HAS_KEYS = matchMedia("(any-hover: hover)").matches;
const base = (document.body.dataset.base || "/").replace(/\/$/, "");

/** @type {(form: HTMLFormElement) => Promise<void>} Adds suggestions to the box of a form. */
export async function begin(form) {
  const box = /** @type {HTMLInputElement} */ (form.querySelector("input[name=q]"));
  const searchPage = form.getAttribute("action") || "";
  /** @type {Completer} Without its file nothing is completed, and the whole search is there as ever. */
  const none = () => ({ words: [], pages: [] });
  const complete = await openCompletions(searchPage).catch(() => none);
  const index = new OpenIndex(searchPage);
  const found = async (/** @type {string} */ text) => {
    const choices = { text, filters: {}, age: null, unread_age: "", near: "", within: null, exactly: false, everything: false };
    const { reader, search } = await index.get();
    return search(choices, reader, { perPage: MOST_PAGES, withFilters: false });
  };
  const whole = (/** @type {string} */ text) =>
    found(text).catch((error) => {
      index.doubt();
      throw error;
    });
  new Suggestions(
    box,
    (text) => suggestions(complete(text), searchPage),
    async (text) => suggestions(withResults(complete(text), await whole(text)), searchPage),
  );
}

/** @type {(completed: ReturnType<Completer>, results: Results) => ReturnType<Completer>} */
function withResults({ words }, { showing_for: spelt, results }) {
  const pages = results.map(({ title, kind, address }) => ({ words: title, kind, address }));
  return { words: spelt ? [spelt, ...words.filter((other) => other !== spelt)] : words, pages };
}

/** @type {(completed: ReturnType<Completer>, searchPage: string) => Suggestion[]} Words that are searched for, then pages. */
const suggestions = ({ words, pages }, searchPage) => [
  ...words.map((text) => ({ words: text, kind: "Search", address: `${searchPage}?${new URLSearchParams({ q: text })}` })),
  ...pages.map((page) => ({ ...page, address: base + page.address })),
];

/** A box and the list below it; at most one line of the list is chosen. */
class Suggestions {
  #list = document.createElement("ul");
  /** @type {Suggestion[]} */
  #rows = [];
  #chosen = -1;
  #latest = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #saying;
  #isToldHow = false;
  #stopTyping;
  #box;
  #complete;
  #find;

  /** @param {HTMLInputElement} box @param {(text: string) => Suggestion[]} complete @param {(text: string) => Promise<Suggestion[]>} find */
  constructor(box, complete, find) {
    this.#box = box;
    this.#complete = complete;
    this.#find = find;
    Object.assign(this.#list, { id: "suggestions", className: "suggestions", hidden: true });
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", "Suggestions");
    box.after(this.#list);
    box.addEventListener("input", () => this.#typed());
    this.#stopTyping = atPauses(box, () => void this.#suggest());
    box.addEventListener("keydown", (event) => this.#pressed(event));
    box.addEventListener("blur", () => this.#close());
    // A press keeps the focus in the box, so that the list is still there for the click.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => {
      const line = /** @type {Element} */ (event.target).closest("[role=option]");
      if (line) this.#follow([...this.#list.children].indexOf(line));
    });
    if (document.activeElement !== box) return;
    this.#typed();
    if (this.#text.length > FEWEST_LETTERS) void this.#suggest();
  }

  #typed() {
    this.#latest++;
    clearTimeout(this.#saying);
    if (this.#text.length < FEWEST_LETTERS) return this.#close();
    this.#show(this.#complete(this.#box.value));
  }

  get #text() {
    return this.#box.value.trim();
  }

  async #suggest() {
    const current = ++this.#latest;
    // Without suggestions the box is still a box.
    const rows = await this.#find(this.#box.value).catch(() => null);
    if (current !== this.#latest || document.activeElement !== this.#box) return;
    // Nothing changes under somebody who is choosing already.
    if (rows && this.#chosen < 0) this.#show(rows);
    this.#sayWhatIsThere();
  }

  /** @param {Suggestion[]} rows */
  #show(rows) {
    this.#rows = rows;
    this.#list.replaceChildren(...rows.map(line));
    this.#open(rows.length > 0);
  }

  /** Says the first suggestion, so that what is heard changes with what was typed; once also how to choose, where there are arrows. */
  #sayWhatIsThere() {
    const [first] = this.#rows;
    if (!first) return this.#say(HAS_KEYS ? "No suggestions. Press Enter to search." : "No suggestions.");
    const number = this.#rows.length === 1 ? "1 suggestion" : `${this.#rows.length} suggestions, the first`;
    const how = HAS_KEYS && !this.#isToldHow ? " Use the up and down arrows to choose." : "";
    this.#say(`${number}: ${first.words}.${how}`);
  }

  /** @param {boolean} isOpen */
  #open(isOpen) {
    this.#choose(-1);
    this.#list.hidden = !isOpen;
    this.#box.setAttribute("aria-expanded", `${isOpen}`);
  }

  #close() {
    this.#stopTyping();
    clearTimeout(this.#saying);
    this.#latest++;
    this.#open(false);
  }

  /** @param {string} words */
  #say(words) {
    clearTimeout(this.#saying);
    const live = document.querySelector("[data-live]");
    // Emptied first: the same words again are a change too.
    if (live) live.textContent = "";
    this.#saying = setTimeout(() => {
      if (live) live.textContent = words;
      this.#isToldHow = true;
    }, BEFORE_SAYING);
  }

  /** @param {number} number The line, or -1 for none. */
  #choose(number) {
    this.#chosen = number;
    for (const [at, one] of [...this.#list.children].entries()) one.setAttribute("aria-selected", `${at === number}`);
    const line = this.#list.children[number];
    line?.scrollIntoView({ block: "nearest" });
    if (line) this.#box.setAttribute("aria-activedescendant", line.id);
    else this.#box.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const isOpen = !this.#list.hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) return;
    if (step && this.#rows.length && this.#text.length >= FEWEST_LETTERS) {
      event.preventDefault();
      if (!isOpen) this.#open(true);
      const places = this.#rows.length + 1;
      this.#choose(((this.#chosen + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && isOpen && this.#chosen >= 0) {
      event.preventDefault();
      this.#follow(this.#chosen);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      this.#close();
    } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) this.#choose(-1);
  }

  /** @param {number} number */
  #follow(number) {
    const row = this.#rows[number];
    this.#close();
    location.assign(row.address);
  }
}

/** @type {(suggestion: Suggestion, number: number) => HTMLElement} */
function line({ words, kind }, number) {
  const item = document.createElement("li");
  item.id = `suggestion-${number + 1}`;
  item.setAttribute("role", "option");
  const [name, what] = [words, kind].map((text) => Object.assign(document.createElement("span"), { textContent: text }));
  what.className = "kind";
  item.append(name, " ", what);
  return item;
}
