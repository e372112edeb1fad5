// The page of results: they come as somebody types, and the address keeps up with them, so that
// back, bookmark and share work. Without this file the page is the service's, or a list to browse.

import { filled } from "./fill.js";
import { OpenIndex } from "./open_index.js";
import { filtered, heading, listed } from "./show.js";
import { atPauses } from "./typing.js";

/** @import {Results} from "./types" */
/** @typedef {"type" | "replace" | "push" | "stay"} Move  What a search does to the history of the window. */

const BEFORE_SAYING = 700;

/** @type {(selector: string) => HTMLElement} */
const part = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));

const [page, title, urgent] = ["[data-search-page]", "#found", "[data-urgent]"].map(part);
const [start, resultsPart, list, filters] = ["[data-start]", "[data-found]", "[data-list]", "[data-filters]"].map(part);
const form = /** @type {HTMLFormElement} */ (part("#search"));
const box = /** @type {HTMLInputElement} */ (part("#q"));
const live = part("[data-live]");
const base = (document.body.dataset.base || "/").replace(/\/$/, "");
const places = { base, path: form.getAttribute("action") || "", tell: page.dataset.tell || "" };
const REST = "Search";

const index = new OpenIndex(places.path);
let latest = 0;
let text = box.value;
// A search that was sent stays in the history; one that is being typed is replaced by the next.
let isSent = Boolean(location.search);
/** @type {ReturnType<typeof setTimeout> | undefined} */
let saying;

/** @type {(parameters: URLSearchParams, move: Move) => Promise<void>} Shows the results of a search. */
async function show(parameters, move) {
  const current = ++latest;
  stopTyping();
  try {
    const { reader, search, choicesOf, addressOf, pageOf } = await index.get();
    const choices = await choicesOf(parameters, reader);
    const options = { page: pageOf(parameters, reader) };
    const quick = await search(choices, reader, { ...options, withFilters: false });
    if (current !== latest) return;
    const address = addressOf(choices, quick.page);
    go(address, move);
    if (!address) return rest();
    paint(quick);
    const whole = await search(choices, reader, options);
    if (current === latest) paintFilters(whole);
  } catch {
    index.doubt();
    if (current === latest) fail();
  }
}

/** @type {(address: string, move: Move) => void} */
function go(address, move) {
  const next = places.path + (address && `?${address}`);
  if (move === "stay" || next === location.pathname + location.search) return;
  const isNew = move === "push" || (move === "type" && isSent);
  // Only here: a letter whose search was overtaken by the next has not left the sent one yet.
  if (move === "type") isSent = false;
  try {
    if (isNew) history.pushState(null, "", next);
    else history.replaceState(null, "", next);
  } catch {
    // Safari allows a hundred moves in half a minute; the next one is in step again.
  }
}

/** @type {(words: string) => void} */
function entitle(words) {
  title.textContent = words;
  document.title = `${words} – ${page.dataset.site}`;
}

/** @type {(results: Results) => void} */
function paint(results) {
  const focused = document.activeElement;
  const before = focused?.getBoundingClientRect().top || 0;
  text = results.choices.text;
  entitle(heading(results));
  title.removeAttribute("class");
  start.hidden = true;
  resultsPart.hidden = false;
  urgent.hidden = !results.is_urgent;
  list.replaceChildren(filled(template("list"), listed(results, places)));
  // Nothing moves under a finger or a pointer: what has the focus stays where it was seen.
  if (focused && filters.contains(focused)) scrollBy(0, focused.getBoundingClientRect().top - before);
  sayLater(title.textContent + (results.is_urgent ? ". Urgent help is above the results." : ""));
}

/** @type {(results: Results) => void} Fills the filters once; then changes what has changed. */
function paintFilters(results) {
  const values = filtered(results);
  if (!filters.childElementCount) return filters.replaceChildren(filled(template("filters"), values));
  for (const { id, chosen, count } of [...values.first, ...values.more].flatMap((group) => group.options)) {
    const input = /** @type {HTMLInputElement | null} */ (document.getElementById(id));
    if (!input) continue;
    input.checked = chosen;
    part(`label[for="${CSS.escape(id)}"] .count`).textContent = count;
  }
  for (const name of /** @type {const} */ (["age", "near", "within"])) {
    const field = /** @type {HTMLInputElement} */ (part(`#${name}`));
    if (field !== document.activeElement) field.value = `${values[name] ?? ""}`;
  }
  /** @type {HTMLInputElement} */ (part("input[name=exactly]")).disabled = values.as_meant;
}

/** @type {(name: string) => HTMLTemplateElement} */
const template = (name) => /** @type {HTMLTemplateElement} */ (part(`template[data-of=${name}]`));

/** Shows the page as it is before any search. */
function rest() {
  clearTimeout(saying);
  entitle(REST);
  title.className = "hidden";
  start.hidden = urgent.hidden = false;
  resultsPart.hidden = true;
}

function fail() {
  rest();
  part("[data-failed]").hidden = false;
  live.textContent = part("[data-failed]").textContent;
}

/** @type {(words: string) => void} */
function sayLater(words) {
  clearTimeout(saying);
  saying = setTimeout(() => (live.textContent = words), BEFORE_SAYING);
}

/** The search that the box and the filters ask for together. */
function formParameters() {
  const sent = /** @type {any} */ (new FormData(form));
  const parameters = new URLSearchParams(filters.childElementCount ? sent : location.search);
  parameters.set("q", box.value);
  parameters.delete("page");
  if (box.value.trim() !== text) for (const name of ["exactly", "everything"]) parameters.delete(name);
  return parameters;
}

/** Fetches what the words need that are whole already, so that their results come sooner. */
async function fetchAhead() {
  const { reader, find, choicesOf } = await index.get();
  await find(await choicesOf(formParameters(), reader), reader);
}

/** @type {(address: string, move: Move) => void} Shows what an address asks for, in the box as well. */
function follow(address, move) {
  const parameters = new URLSearchParams(address);
  box.value = parameters.get("q") || "";
  isSent = true;
  void show(parameters, move);
}

box.addEventListener("focus", () => void index.get().catch(() => {}));
const stopTyping = atPauses(
  box,
  () => void show(formParameters(), "type"),
  () => void fetchAhead().catch(() => {}),
);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void show(formParameters(), isSent ? "push" : "replace");
  isSent = true;
});
filters.addEventListener("change", () => {
  void show(formParameters(), "push");
  isSent = true;
});
list.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest("a");
  const isOther = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (!link?.search || link.pathname !== places.path || isOther) return;
  event.preventDefault();
  title.focus();
  follow(link.search, "push");
});
addEventListener("popstate", () => follow(location.search, "stay"));

part("[data-no-script]").hidden = true;
if (location.search && resultsPart.hidden) {
  start.hidden = urgent.hidden = true;
  title.textContent = "Searching…";
  title.removeAttribute("class");
  follow(location.search, "stay");
}
