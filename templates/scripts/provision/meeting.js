// A list for a meeting: makes it where no service did, and copies it as plain text.

import { ID, all, base, choice, read, say, write } from "./choose.js";

/** @type {(count: number) => string} */
const statements = (count) => `${count} ${count === 1 ? "statement" : "statements"}`;

/** @type {(name: string, properties: object, ...children: (Node | string)[]) => HTMLElement} */
function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** @type {(id: string, view: string) => Promise<HTMLElement | null>} A statement; null: no longer here. */
async function fetched(id, view) {
  if (!ID.test(id)) return null;
  const address = `${base}/provision/${id}/`;
  const answer = await fetch(address);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const said = page.querySelector("[data-said]");
  const title = page.querySelector("h1")?.textContent?.trim() || "";
  if (!said) return null;
  for (const part of all("[data-voice]", said)) if (part.dataset.voice !== view) part.remove();
  const article = make("article", { className: "for-meeting" });
  article.dataset.id = id;
  const what = make("span", { className: "hidden" }, `: ${title}`);
  const leave = make("a", {}, "Take this off the list", what);
  article.append(
    make("h2", {}, make("a", { href: address }, title)),
    document.importNode(said, true),
    make("p", { className: "leave-out" }, leave),
  );
  return article;
}

/** @type {(place: HTMLElement, selector: string, seen: boolean, words?: string) => void} */
function show(place, selector, seen, words) {
  for (const one of all(selector, place)) {
    one.hidden = !seen;
    if (words) one.textContent = words;
  }
}

/** @type {(place: HTMLElement, ids: string[], view: string) => void} Where the page's links lead. */
function lead(place, ids, view) {
  const mine = `${base}/provision/for-a-meeting/?`;
  const other = view === "staff" ? "parents" : "staff";
  for (const link of all("[data-other]", place)) {
    link.setAttribute("href", mine + choice(ids, other));
    link.textContent = `Read what ${other === "staff" ? "staff are" : "families are"} told`;
  }
  for (const link of all("[data-here]", place)) {
    link.setAttribute("href", mine + choice(ids, view));
    link.textContent = location.origin + mine + choice(ids, view);
  }
  for (const article of all("[data-id]", place)) {
    const others = ids.filter((id) => id !== article.dataset.id);
    const link = article.querySelector(".leave-out a");
    link?.setAttribute("href", mine + choice(others, view));
    link?.addEventListener("click", () => write((read() || []).filter((id) => id !== article.dataset.id)));
  }
}

/** @type {(element: Element) => string} */
const words = (element) => (element.textContent || "").replace(/\s+/g, " ").trim();

/** @type {(place: HTMLElement) => string} The list as plain text. */
function plain(place) {
  const articles = all("[data-id]", place).map((article, at) => {
    const parts = all("dl > div", article).map((part) => {
      const said = all("dd li", part).map((line) => `\n- ${words(line)}`).join("");
      return `${words(part.children[0])}: ${said || words(part.children[1])}`;
    });
    return [`${at + 1}. ${words(all("h2", article)[0])} (${article.dataset.id})`, ...parts].join("\n");
  });
  const first = [...all("h1", place), ...all(".lead", place)].map(words).join("\n");
  return `${[first, ...articles, ...all("[data-here]", place).map(words)].join("\n\n")}\n`;
}

/** @type {(place: HTMLElement) => void} */
function buttons(place) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(plain(place));
      say("Copied.");
      copied.textContent = "Copied";
    } catch {
      // The browser does not let us: then the reader copies it.
      const text = /** @type {HTMLTextAreaElement} */ (make("textarea", { value: plain(place), readOnly: true, rows: 12 }));
      text.setAttribute("aria-label", "The list as plain text, to copy");
      copied.replaceWith(text);
      text.focus();
      text.select();
    }
  };
  const copied = make("button", { onclick: copy, type: "button", className: "button-quiet" }, "Copy as plain text");
  const printed = make("button", { onclick: () => print(), type: "button", className: "button-quiet" }, "Print this list");
  for (const one of all("[data-buttons]", place)) one.replaceChildren(copied, " ", printed);
}

/** @type {(place: HTMLElement, asked: string[], view: string) => Promise<void>} */
async function list(place, asked, view) {
  const most = Number(place.dataset.most);
  const listed = asked.slice(0, most);
  const found = (await Promise.all(listed.map((id) => fetched(id, view)))).filter((one) => one !== null);
  const gone = listed.length - found.length;
  const heading = all("h1", place)[0];
  const old = words(heading);
  if (found.length) heading.textContent = `${old}: ${statements(found.length)}`;
  document.title = document.title.replace(old, words(heading));
  all("[data-rows]", place)[0].replaceChildren(...found);
  show(place, "[data-start]", !found.length);
  show(place, "[data-nothing]", !found.length);
  show(place, "[data-gone]", gone > 0, `${statements(gone)} of this list ${gone === 1 ? "is" : "are"} no longer here.`);
  show(place, "[data-left-out]", asked.length > most);
  show(place, "[data-list-of]", found.length > 0);
  lead(place, found.map((article) => article.dataset.id || ""), view);
  say(words(heading));
}

/** @type {(place: HTMLElement) => void} */
function meeting(place) {
  const asked = new URLSearchParams(location.search);
  const view = asked.get("view") === "staff" ? "staff" : "parents";
  const ids = [...new Set(asked.getAll("s").slice(0, 1000).map((id) => id.trim()).filter(Boolean))];
  buttons(place);
  if (place.dataset.meeting === "made") return lead(place, all("[data-id]", place).map((one) => one.dataset.id || ""), view);
  show(place, "[data-no-script]", false);
  if (!ids.length) return show(place, "[data-nothing]", true);
  list(place, ids, view).catch(() => show(place, "[data-failed]", true));
}

all("[data-meeting]").forEach(meeting);
