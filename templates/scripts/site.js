// Three small comforts: my list, a print button, and a late check told on the day it becomes late.
// Every page works without this file. Nothing leaves the browser.

/** @typedef {{address: string, title: string}} Kept  A page of the list. */

const KEY = "my-list";
const MOST = 60;
/** Only pages of this site: small letters, digits, hyphens, slashes at both ends. */
const ADDRESS = /^(?:\/[a-z0-9-]{1,80}){1,4}\/$/;
const base = (document.body.dataset.base || "/").replace(/\/$/, "");

/** @type {(selector: string) => HTMLElement[]} */
const all = (selector) => [...document.querySelectorAll(selector)];

/** @type {(name: string, words?: string, ...children: Node[]) => HTMLElement} */
function make(name, words = "", ...children) {
  const element = document.createElement(name);
  element.textContent = words;
  element.append(...children);
  return element;
}

/** @type {(words: string, act: () => void, quiet?: boolean) => HTMLElement} */
function button(words, act, quiet = true) {
  const element = make("button", words);
  element.setAttribute("type", "button");
  if (quiet) element.className = "button-quiet";
  element.addEventListener("click", act);
  return element;
}

/** @type {(address: string, words: string) => HTMLElement} */
function link(address, words) {
  const element = make("a", words);
  element.setAttribute("href", address);
  return element;
}

/** Tells people who listen to the page. @type {(words: string) => void} */
function say(words) {
  for (const live of all("[data-live]")) live.textContent = words;
}

/** The list, or null where the browser keeps nothing for us. @type {() => Kept[] | null} */
function read() {
  try {
    const rows = JSON.parse(localStorage.getItem(KEY) || "[]");
    return Array.isArray(rows) ? rows.filter((row) => row && ADDRESS.test(row.address)).slice(0, MOST) : [];
  } catch (error) {
    return error instanceof SyntaxError ? [] : null;
  }
}

/** @type {(rows: Kept[]) => void} */
function write(rows) {
  try {
    localStorage.setItem(KEY, JSON.stringify(rows.slice(0, MOST)));
  } catch {
    say("Your browser could not keep this.");
  }
  count();
}

/** Shows "My list" in the menu, and how many pages are on it. */
function count() {
  const rows = read();
  for (const place of all("[data-my-list]")) place.hidden = rows === null;
  for (const place of all("[data-count]")) place.textContent = rows?.length ? ` (${rows.length})` : "";
}

/** Puts the button on a page that can be kept. @type {(place: HTMLElement) => void} */
function offer(place) {
  const address = place.dataset.keep || "";
  const rows = read();
  if (!rows || !ADDRESS.test(address)) return;
  const kept = () => (read() || []).some((row) => row.address === address);
  const words = () => (kept() ? "Remove from my list" : "Add to my list");
  const toggle = button(words(), () => {
    const was = kept();
    const others = (read() || []).filter((row) => row.address !== address);
    const title = document.querySelector("h1")?.textContent?.trim() || address;
    write(was ? others : [...others, { address, title }]);
    toggle.textContent = words();
    say(was ? "Removed from your list." : "Added to your list.");
  });
  place.append(toggle);
}

/** The addresses that a shared link brings. @type {() => string[]} */
function shared() {
  const parts = location.hash.slice(1).split(",").filter((part) => ADDRESS.test(part));
  return [...new Set(parts)].slice(0, MOST);
}

/** A page's own title, read from the page. @type {(address: string) => Promise<Kept | null>} */
async function look(address) {
  try {
    const answer = await fetch(base + address);
    if (!answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return { address, title: page.querySelector("h1")?.textContent?.trim() || address };
  } catch {
    return null;
  }
}

/** @type {(rows: Kept[], remove?: (row: Kept) => void) => HTMLElement} */
function listed(rows, remove) {
  const list = make("ul");
  list.className = "my-list";
  for (const row of rows) {
    const entry = make("li", "", link(base + row.address, String(row.title)));
    if (remove) {
      const out = button("Remove", () => remove(row));
      out.setAttribute("aria-label", `Remove ${row.title}`);
      entry.append(out);
    }
    list.append(entry);
  }
  return list;
}

/** @type {(place: HTMLElement) => void} */
function showOwn(place) {
  const rows = read();
  if (rows === null) {
    place.replaceChildren(make("p", "Your browser does not let this site keep a list. You can print any page instead."));
    return;
  }
  if (!rows.length) {
    place.replaceChildren(make("p", "Your list is empty. Press “Add to my list” on a page that you want to keep."));
    return;
  }
  const again = (/** @type {Kept[]} */ kept, /** @type {string} */ words) => {
    write(kept);
    showOwn(place);
    say(words);
    document.getElementById("main")?.focus();
  };
  const address = `${location.href.split("#")[0]}#${rows.map((row) => row.address).join(",")}`;
  const tools = make(
    "div",
    "",
    button("Print", () => window.print()),
    button("Copy a link to this list", () => {
      Promise.resolve(navigator.clipboard?.writeText(address)).then(
        () => say(navigator.clipboard ? "Link copied." : "Your browser could not copy the link."),
        () => say("Your browser could not copy the link."),
      );
    }),
    button("Remove all", () => again([], "Your list is empty.")),
  );
  tools.className = "list-tools";
  place.replaceChildren(
    make("p", "This list is kept in this browser only. Nobody else can see it."),
    listed(rows, (row) => again(rows.filter((other) => other.address !== row.address), `Removed ${row.title}.`)),
    tools,
    make("p", "", link(address, "Link to this list"), document.createTextNode(". Send it to anyone who should see these pages.")),
  );
}

/** @type {(place: HTMLElement, addresses: string[]) => Promise<void>} */
async function showShared(place, addresses) {
  place.replaceChildren(make("p", "Looking up the pages of this list …"));
  const rows = (await Promise.all(addresses.map(look))).filter((row) => row !== null);
  const own = () => {
    history.replaceState(null, "", location.pathname);
    showOwn(place);
  };
  const keep = button(
    "Keep these pages in my list",
    () => {
      const before = read() || [];
      write([...before, ...rows.filter((row) => !before.some((other) => other.address === row.address))]);
      own();
      say("These pages are now in your list.");
    },
    false,
  );
  const tools = make("div", "", ...(read() ? [keep] : []), button("Print", () => window.print()), button("Show my own list", own));
  tools.className = "list-tools";
  place.replaceChildren(make("p", "Someone shared this list with you."), listed(rows), tools);
}

/** Shows the warning once the day of the next check has passed. @type {(today: string) => void} */
function warn(today) {
  for (const place of all("[data-due]")) {
    if ((place.dataset.due || today) >= today) continue;
    for (const words of [place, ...place.querySelectorAll("[data-overdue]")]) {
      if (words instanceof HTMLElement && "overdue" in words.dataset) words.hidden = false;
    }
  }
}

function start() {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  warn(`${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`);
  for (const place of all("[data-printed]")) {
    place.textContent = ` – Printed ${now.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })}`;
  }
  for (const place of all("[data-print]")) place.append(button("Print this page", () => window.print()));
  all("[data-keep]").forEach(offer);
  count();
  for (const place of all("[data-list]")) {
    const show = () => (shared().length ? void showShared(place, shared()) : showOwn(place));
    window.addEventListener("hashchange", show);
    show();
  }
}

start();
