// The ticks on lists of statements: what is chosen for a meeting is kept from page to page, in this
// window only, in the order of choosing. Without this file each list sends its own ticks.

const KEY = "for-a-meeting";
// Pages of statements only: a shared link can fetch nothing else.
export const ID = /^[a-z]{2,4}-(?:uni|tar)-\d{2,4}$/;
export const base = (document.body.dataset.base || "/").replace(/\/$/, "");

/** @type {(selector: string, inside?: ParentNode) => HTMLElement[]} */
export const all = (selector, inside = document) => Array.from(inside.querySelectorAll(selector), (one) => /** @type {HTMLElement} */ (one));

/** @type {(words: string) => void} Tells people who listen to the page. */
export const say = (words) => all("[data-live]").forEach((live) => (live.textContent = words));

/** @type {() => string[] | null} What is chosen, in order; null where the browser keeps nothing. */
export function read() {
  try {
    return (sessionStorage.getItem(KEY) || "").split(" ").filter((id) => ID.test(id));
  } catch {
    return null;
  }
}

/** @type {(ids: string[]) => void} */
export function write(ids) {
  try {
    sessionStorage.setItem(KEY, ids.join(" "));
  } catch {
    say("Your browser could not keep this.");
  }
}

/** @type {(ids: string[], view: string) => string} The end of the address of a list. */
export const choice = (ids, view) => new URLSearchParams([...ids.map((id) => ["s", id]), ["view", view]]).toString();

/** @type {(form: HTMLFormElement) => void} The ticks of a list of statements. */
function choose(form) {
  const boxes = () => Array.from(form.elements).filter((one) => one instanceof HTMLInputElement && one.name === "s");
  const told = () => {
    const ids = read() || [];
    for (const box of /** @type {HTMLInputElement[]} */ (boxes())) box.checked = ids.includes(box.value);
    for (const place of all("[data-chosen]")) place.textContent = ids.length ? `${ids.length} chosen` : "";
  };
  if (!read()) return;
  for (const box of /** @type {HTMLInputElement[]} */ (boxes())) {
    box.addEventListener("change", () => {
      const others = (read() || []).filter((id) => id !== box.value);
      write(box.checked ? [...others, box.value] : others);
      told();
      say(`${(read() || []).length} chosen`);
    });
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const view = new FormData(form).get("view") === "staff" ? "staff" : "parents";
    location.href = `${form.action}?${choice(read() || [], view)}`;
  });
  // A page that comes back from the browser's memory has old ticks.
  addEventListener("pageshow", told);
  told();
}

for (const form of all("[data-choose]")) if (form instanceof HTMLFormElement) choose(form);
