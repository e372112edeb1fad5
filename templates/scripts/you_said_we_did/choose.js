// Narrows "You said, we did" by several values at once. Without this file each value has a list.

/** @typedef {[string, string, string, string, string, string, string[]]} Row
 * Number, title, status, year, who (as in addresses), the line below the title, themes. */

/** @type {(selector: string) => HTMLElement} */
const one = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));

/** @type {(count: number) => string} */
const comments = (count) => `${count.toLocaleString("en-GB")} ${count === 1 ? "comment" : "comments"}`;

/** @type {(row: Row, query: URLSearchParams) => boolean} */
function fits([, , status, year, from, , themes], query) {
  /** @type {Record<string, string[]>} */
  const values = { status: [status], year: [year], from: [from], theme: themes };
  return Object.entries(values).every(([name, own]) => !query.get(name) || own.includes(query.get(name) || ""));
}

/** @type {(rows: Row[], home: string) => void} */
function show(rows, home) {
  const model = /** @type {HTMLTemplateElement} */ (one("[data-of=said]")).content;
  const items = rows.map(([number, title, , , , facts]) => {
    const item = /** @type {HTMLElement} */ (document.importNode(model, true).firstElementChild);
    const link = /** @type {HTMLAnchorElement} */ (item.querySelector("a"));
    link.href = `${home}${number}/`;
    link.textContent = title;
    /** @type {HTMLElement} */ (item.querySelector("p")).textContent = facts;
    return item;
  });
  one("[data-rows]").replaceChildren(...items);
  one("[data-pager]").hidden = true;
  one("[data-total]").textContent = rows.length
    ? `${comments(rows.length)}, newest first.`
    : "No comments fit all of these. Choose fewer.";
}

/** @type {(form: HTMLFormElement) => Promise<void>} */
async function choose(form) {
  const query = new URLSearchParams(location.search);
  for (const select of form.querySelectorAll("select")) {
    const value = query.get(select.name) || "";
    if ([...select.options].some((option) => option.value === value)) select.value = value;
    else query.delete(select.name);
  }
  form.hidden = false;
  if (![...form.querySelectorAll("select")].some((select) => select.value)) return;
  one("[data-all]").hidden = false;
  try {
    const answer = await fetch(form.dataset.said || "");
    if (!answer.ok) throw new Error(String(answer.status));
    const rows = /** @type {Row[]} */ (await answer.json());
    show(rows.filter((row) => fits(row, query)), new URL(form.action).pathname);
  } catch {
    one("[data-total]").textContent = "The list did not load. Use the links to one list at a time.";
  }
}

const form = document.querySelector("[data-said]");
if (form instanceof HTMLFormElement) choose(form);

export {};
