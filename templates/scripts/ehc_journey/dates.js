// The calculator of days, in place: what is entered does not leave the browser. Without this file
// the service answers the same forms; without the service the tables of the page explain.
// What works the days out is fetched when a form is sent: most who come read the tables.

/** @import {Clock, Days, Deadline, CalculatorData, FormError} from "./types" */

/** @type {(selector: string, around?: ParentNode) => HTMLElement} */
const part = (selector, around = document) => /** @type {HTMLElement} */ (around.querySelector(selector));

/** @type {CalculatorData} */
const data = JSON.parse(part("[data-given]").textContent || "{}");
const [answer, mistakes] = ["[data-answer]", "[data-mistakes]"].map((one) => part(one));
const pattern = /** @type {HTMLTemplateElement} */ (part("template[data-of=row]")).content;
const link = /** @type {HTMLAnchorElement} */ (part("[data-calendar]"));
const title = document.title;

/** @type {(around: ParentNode, name: string, words: string) => void} */
const write = (around, name, words) => void (part(`[data-text=${name}]`, around).textContent = words);

/** @type {(place: HTMLElement) => void} To its top: focus alone shows the middle of what is tall. */
function goTo(place) {
  place.focus({ preventScroll: true });
  place.scrollIntoView();
}

/** Swedes write the day as we do: 2026-11-21. */
const today = () => new Date().toLocaleDateString("sv");

/** @type {(form: HTMLFormElement) => Record<string, string>} */
const typedIn = (form) => Object.fromEntries(Array.from(new FormData(form), ([name, value]) => [name, `${value}`]));

/** @type {(form: HTMLFormElement) => Promise<void>} */
async function show(form) {
  const typed = typedIn(form);
  const [{ readDateQuery }, { dayWords, deadlines }, { calendarFile }] = await Promise.all([
    import("./date_query.js"), import("./deadlines.js"), import("./calendar_file.js"),
  ]);
  const query = readDateQuery(typed, data);
  if (!query) return;
  showMistakes(query.mistakes);
  answer.hidden = query.mistakes.length > 0;
  if (query.mistakes.length) return goTo(mistakes);
  const clock = data.clocks[typed.clock];
  const rows = deadlines(clock, query.days, today(), data);
  showDays(clock, startWords(query.days, dayWords), rows, calendarFile(clock.id, rows, today()));
  document.title = title;
  goTo(answer);
}

/** @type {(found: FormError[]) => void} In the summary, and beside each field. */
function showMistakes(found) {
  for (const place of document.querySelectorAll("[data-mistake]")) {
    const group = /** @type {HTMLElement} */ (place.closest("fieldset"));
    const mistake = found.find(({ field }) => part(`#${field}`, group));
    /** @type {HTMLElement} */ (place).hidden = !mistake;
    group.classList.toggle("journey-wrong", Boolean(mistake));
    write(place, "sentence", mistake?.message || "");
    for (const input of group.querySelectorAll("input"))
      if (input.id === mistake?.field) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
  }
  const rows = found.map(({ field, message }) => {
    const row = document.createElement("li");
    row.append(Object.assign(document.createElement("a"), { href: `#${field}`, textContent: message }));
    return row;
  });
  part("ul", mistakes).replaceChildren(...rows);
  mistakes.hidden = !found.length;
  document.title = found.length ? `Problem: ${title}` : title;
}

/** @type {(clock: Clock, start: string, rows: Deadline[], calendar: string) => void} */
function showDays(clock, start, rows, calendar) {
  write(answer, "name", clock.name);
  write(answer, "note", clock.note);
  write(answer, "start", start);
  part("[data-rows]").replaceChildren(...rows.map((row) => filled(row, clock)));
  const file = new Blob([calendar], { type: "text/calendar" });
  if (link.href.startsWith("blob:")) URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(file);
}

/** @type {(days: Days, dayWords: (day: string) => string) => string} */
const startWords = ({ day, certificate, year }, dayWords) =>
  year ? year.slice(0, 4) : dayWords(day) + (certificate ? `, certificate ${dayWords(certificate)}` : "");

/** @type {(row: Deadline, clock: Clock) => DocumentFragment} */
function filled(row, clock) {
  const copy = /** @type {DocumentFragment} */ (pattern.cloneNode(true));
  for (const name of /** @type {const} */ (["title", "when", "should"])) write(copy, name, row[name]);
  write(copy, "source", row.source[0].toUpperCase() + row.source.slice(1));
  write(copy, "notes", row.notes.join(" "));
  if (!row.notes.length) part("[data-text=notes]", copy).remove();
  write(copy, "passed", clock.passed);
  const guide = document.querySelector(`[data-clock=${clock.id}] ~ [data-guide-of] a`);
  const more = /** @type {HTMLAnchorElement} */ (part("[data-guide]", copy));
  if (guide) more.setAttribute("href", guide.getAttribute("href") || "");
  if (guide) more.textContent = guide.textContent;
  else more.remove();
  if (!row.is_past) part("[data-passed]", copy).remove();
  return copy;
}

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("[data-clock]")))
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(form).catch(() => form.submit());
  });

// An address that carries days, such as one that was kept as a bookmark.
const sent = new URLSearchParams(location.search);
const first = document.querySelector(`[data-clock="${CSS.escape(sent.get("clock") || "")}"]`);
if (first instanceof HTMLFormElement && answer.hidden && mistakes.hidden) {
  for (const input of first.querySelectorAll("input")) input.value = sent.get(input.name) ?? input.value;
  show(first).catch(() => undefined);
}

export {};
