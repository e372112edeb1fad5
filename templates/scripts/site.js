// My list, a print button, a late check told on the day it becomes late, and the way to what the
// search box suggests. Every page works without this file. Nothing leaves the browser.

/** @typedef {{address: string, title: string}} Kept  A page of the list. */

const KEY = "my-list";
const MOST = 60;
// Pages of this site only: a shared link can name nothing else.
const ADDRESS = /^(?:\/[a-z0-9-]{1,80}){1,4}\/$/;
const base = (document.body.dataset.base || "/").replace(/\/$/, "");

/** @type {(selector: string) => HTMLElement[]} */
const all = (selector) => Array.from(document.querySelectorAll(selector), (one) => /** @type {HTMLElement} */ (one));

/** @type {(words: string) => void} Tells people who listen to the page. */
const say = (words) => all("[data-live]").forEach((live) => (live.textContent = words));

/** @type {(name: string, properties: object, ...children: (Node | string)[]) => HTMLElement} */
function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** @type {(onclick: () => void, ...words: (Node | string)[]) => HTMLElement} */
const button = (onclick, ...words) => make("button", { onclick, className: "button-quiet" }, ...words);

/** @type {() => Kept[] | null} The list; null where the browser keeps nothing for us. */
function read() {
  try {
    const rows = JSON.parse(localStorage.getItem(KEY) || "[]");
    return Array.isArray(rows) ? rows.filter((row) => ADDRESS.test(row?.address)).slice(0, MOST) : [];
  } catch (error) {
    return error instanceof SyntaxError ? [] : null;
  }
}

/** @type {(rows: Kept[], words: string) => void} */
function write(rows, words) {
  try {
    localStorage.setItem(KEY, JSON.stringify(rows.slice(0, MOST)));
    say(words);
  } catch {
    say("Your browser could not keep this.");
  }
  count();
}

function count() {
  const rows = read();
  for (const place of all("[data-my-list=link]")) place.hidden = !rows;
  for (const place of all("[data-count]")) place.textContent = rows?.length ? ` (${rows.length})` : "";
}

/** @type {(page: Document) => string} */
const titleOf = (page) => page.querySelector("h1")?.textContent?.trim() || "";

/** @type {(place: HTMLElement) => void} Puts the button on a page that can be kept. */
function offer(place) {
  const address = place.dataset.keep || "";
  if (!read() || !ADDRESS.test(address)) return;
  const isKept = () => (read() || []).some((row) => row.address === address);
  const words = () => (isKept() ? "Remove from my list" : "Add to my list");
  const toggle = button(() => {
    const others = (read() || []).filter((row) => row.address !== address);
    if (isKept()) write(others, "Removed from your list.");
    else write([...others, { address, title: titleOf(document) }], "Added to your list.");
    toggle.textContent = words();
  }, words());
  place.append(toggle);
}

/** @type {(address: string) => Promise<Kept | null>} A page with its own title. */
async function look(address) {
  try {
    const answer = await fetch(base + address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return answer.ok ? { address, title: titleOf(page) } : null;
  } catch {
    return null;
  }
}

/** @type {(rows: Kept[], remove?: (row: Kept) => void) => HTMLElement} */
function listed(rows, remove) {
  const lines = rows.map((row) => {
    const line = make("li", {}, make("a", { href: base + row.address }, `${row.title}`));
    const what = make("span", { className: "hidden" }, ` ${row.title}`);
    if (remove) line.append(button(() => remove(row), "Remove", what));
    return line;
  });
  return make("ul", { className: "my-list" }, ...lines);
}

/** @type {(place: HTMLElement, words: string, ...more: Node[]) => void} */
const show = (place, words, ...more) => place.replaceChildren(make("p", {}, words), ...more);

/** @type {(place: HTMLElement) => void} */
function showOwn(place) {
  const rows = read();
  if (!rows) return show(place, "Your browser keeps no list for this site. You can print any page instead.");
  if (!rows.length) return show(place, "Your list is empty. Press “Add to my list” on a page you want to keep.");
  const leave = (/** @type {Kept[]} */ kept) => {
    write(kept, `Removed. ${kept.length} left.`);
    showOwn(place);
    document.getElementById("main")?.focus();
  };
  const href = `${location.href.split("#")[0]}#${rows.map((row) => row.address).join(",")}`;
  const gone = (/** @type {Kept} */ one) => leave(rows.filter((row) => row.address !== one.address));
  show(
    place,
    "This list is kept in this browser only. Nobody else can see it.",
    listed(rows, gone),
    make("p", {}, "To share it, copy and send this ", make("a", { href }, "link to my list"), "."),
    button(() => leave([]), "Remove all"),
  );
}

/** @type {(place: HTMLElement, addresses: string[]) => Promise<void>} */
async function showShared(place, addresses) {
  const rows = (await Promise.all(addresses.map(look))).filter((row) => row !== null);
  const own = () => (location.hash = "");
  const keep = () => {
    const others = (read() || []).filter((row) => !addresses.includes(row.address));
    write([...others, ...rows], "These pages are now in your list.");
    own();
  };
  const words = rows.length ? "Someone shared these pages with you." : "These pages are not here any more.";
  show(place, words, listed(rows), button(own, "Show my own list"));
  if (read() && rows.length) place.append(" ", button(keep, "Keep these pages in my list"));
}

/** @type {(place: HTMLElement) => void} */
function showList(place) {
  const parts = location.hash.slice(1).split(",").filter((part) => ADDRESS.test(part));
  const addresses = [...new Set(parts)].slice(0, MOST);
  if (addresses.length) void showShared(place, addresses);
  else showOwn(place);
}

// Swedes write the day as our pages do: 2026-11-21.
const today = new Date().toLocaleDateString("sv");
for (const place of all("[data-overdue]")) {
  const due = place.closest("[data-due]")?.getAttribute("data-due") || today;
  if (due < today) place.hidden = false;
}
for (const place of all("[data-printed]")) place.textContent = ` – Printed ${new Date().toLocaleDateString("en-GB")}`;
for (const place of all("[data-print]")) place.append(button(() => print(), "Print this page"));
all("[data-keep]").forEach(offer);
for (const form of all("[data-box]")) {
  // Nothing of the search is fetched before somebody turns to the box.
  const states = { "role": "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "suggestions" };
  for (const [name, value] of Object.entries(states)) form.querySelector("input")?.setAttribute(name, value);
  const begin = () => void import(form.dataset.box || "").then((box) => box.begin(form), () => {});
  if (form.contains(document.activeElement)) begin();
  else form.addEventListener("focusin", begin, { once: true });
}
count();
for (const place of all("[data-my-list=page]")) {
  addEventListener("hashchange", () => showList(place));
  showList(place);
}
