// Fills the templates of the page (components/search-results.html) with values, as the service
// does before it sends the page. Values are only ever text and attributes, never markup.

/** @typedef {Record<string, any>} Values */

/** @type {(value: unknown) => boolean} */
const isThere = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));

/** @type {(template: HTMLTemplateElement, values: Values) => DocumentFragment} A filled copy. */
export function filled(template, values) {
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  for (const child of [...copy.children]) fill(child, values);
  return copy;
}

/** @type {(element: Element, values: any) => void} Fills an element and all that is in it. */
export function fill(element, values) {
  const { if: condition, text, set, marked, each } = /** @type {HTMLElement} */ (element).dataset;
  if (condition && !isThere(values[condition])) return element.remove();
  if (set) for (const pair of set.split(" ")) setOne(element, pair, values);
  if (text !== undefined) element.textContent = text ? values[text] : values;
  else if (marked) element.replaceChildren(...values[marked].map(piece));
  else if (each) repeat(element, values[each]);
  else for (const child of [...element.children]) fill(child, values);
}

/** @type {(element: Element, pair: string, values: Values) => void} */
function setOne(element, pair, values) {
  const [attribute, name] = pair.split(":");
  const value = values[name];
  if (typeof value === "boolean") element.toggleAttribute(attribute, value);
  else element.setAttribute(attribute, value ?? "");
}

/** @type {(element: Element, rows: any[]) => void} A copy of the first child for every row. */
function repeat(element, rows) {
  const pattern = element.firstElementChild;
  if (!pattern) return;
  const copies = rows.map((row) => {
    const copy = /** @type {Element} */ (pattern.cloneNode(true));
    fill(copy, row);
    return copy;
  });
  element.replaceChildren(...copies);
}

/** @type {(row: [string, boolean]) => Node} */
function piece([words, isMatch]) {
  if (!isMatch) return new Text(words);
  const mark = document.createElement("mark");
  mark.textContent = words;
  return mark;
}
