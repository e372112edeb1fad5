// What the box of every other page suggests: a spelling put right, then pages. A combobox with a
// list, after the ARIA Authoring Practices Guide; Enter without a choice sends the form as ever.
// site.js has made the box a combobox before it is turned to, so that its role never changes.

import { openIndex } from "./reader.js";
import { search } from "./results.js";

/** @import {Results} from "./types" */
/** @typedef {{words: string, kind: string, address: string}} Suggestion */

const FEWEST_LETTERS = 3;
const BEFORE_SEARCH = 60;
const BEFORE_SAYING = 700;
const MOST_PAGES = 5;
const base = (document.body.dataset.base || "/").replace(/\/$/, "");

/** @type {(form: HTMLFormElement) => Promise<void>} Adds suggestions to the box of a form. */
export async function begin(form) {
  const box = /** @type {HTMLInputElement} */ (form.querySelector("input[name=q]"));
  const index = form.getAttribute("action") || "";
  const reader = await openIndex(index);
  new Suggestions(box, async (text) => {
    const choices = { text, filters: {}, age: null, unread_age: "", near: "", within: null, exactly: false, everything: false };
    return suggestions(await search(choices, reader, { perPage: MOST_PAGES, withFilters: false }), index);
  });
}

/** @type {(results: Results, index: string) => Suggestion[]} */
function suggestions({ showing_for, results }, index) {
  const pages = results.map(({ title, kind, address }) => ({ words: title, kind, address: base + address }));
  const spelt = { words: showing_for, kind: "Search", address: `${index}?${new URLSearchParams({ q: showing_for })}` };
  return showing_for ? [spelt, ...pages] : pages;
}

/** A box and the list below it; at most one line of the list is chosen. */
class Suggestions {
  #list = document.createElement("ul");
  /** @type {Suggestion[]} */
  #rows = [];
  #chosen = -1;
  #latest = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #typing;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #saying;
  #box;
  #find;

  /** @param {HTMLInputElement} box @param {(text: string) => Promise<Suggestion[]>} find */
  constructor(box, find) {
    this.#box = box;
    this.#find = find;
    Object.assign(this.#list, { id: "suggestions", className: "suggestions", hidden: true });
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", "Suggestions");
    box.after(this.#list);
    box.addEventListener("input", () => this.#typed());
    box.addEventListener("keydown", (event) => this.#pressed(event));
    box.addEventListener("blur", () => this.#close());
    // A press keeps the focus in the box, so that the list is still there for the click.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => {
      const line = /** @type {Element} */ (event.target).closest("[role=option]");
      if (line) this.#follow([...this.#list.children].indexOf(line));
    });
    if (document.activeElement === box) this.#typed();
  }

  #typed() {
    clearTimeout(this.#typing);
    this.#latest++;
    if (this.#text.length < FEWEST_LETTERS) return this.#close();
    this.#typing = setTimeout(() => void this.#suggest(), BEFORE_SEARCH);
  }

  get #text() {
    return this.#box.value.trim();
  }

  async #suggest() {
    const current = ++this.#latest;
    // Without suggestions the box is still a box.
    const rows = await this.#find(this.#text).catch(() => []);
    if (current === this.#latest && document.activeElement === this.#box) this.#show(rows);
  }

  /** @param {Suggestion[]} rows */
  #show(rows) {
    this.#rows = rows;
    this.#list.replaceChildren(...rows.map(line));
    this.#open(rows.length > 0);
    const number = rows.length === 1 ? "1 suggestion" : `${rows.length} suggestions`;
    this.#say(rows.length ? `${number}. Use the up and down arrows to choose.` : "No suggestions. Press Enter to search.");
  }

  /** @param {boolean} isOpen */
  #open(isOpen) {
    this.#choose(-1);
    this.#list.hidden = !isOpen;
    this.#box.setAttribute("aria-expanded", `${isOpen}`);
  }

  #close() {
    clearTimeout(this.#typing);
    clearTimeout(this.#saying);
    this.#latest++;
    this.#open(false);
  }

  /** @param {string} words */
  #say(words) {
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => {
      const live = document.querySelector("[data-live]");
      if (live) live.textContent = words;
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
