// A service as families see it, in the site's own styles. The page itself shows more: this has its
// first part, which is what people read before they ring.

/** @param {any} value @returns {any} */
const plain = (value) => (value && typeof value.toJS === "function" ? value.toJS() : value);

/** @param {{ entry: any, widgetFor: (name: string) => any }} props */
export const servicePreview = ({ entry }) => {
  const create = /** @type {any} */ (window).h;
  const service = plain(entry.get("data")) ?? {};
  /** @param {string} title @param {any[]} parts */
  const answer = (title, ...parts) =>
    create("section", { className: "answer", key: title }, create("h2", null, title), ...parts);
  /** @param {string} [text] */
  const words = (text) => create("p", null, text || "Not known yet");
  const phones = (service.phones ?? []).map((/** @type {any} */ phone, /** @type {number} */ index) =>
    create("li", { key: index }, create("strong", null, phone.number), phone.description ? ` ${phone.description}` : ""));
  return create("main", { className: "wide page-service" },
    create("h1", null, service.name || "No name yet"),
    create("p", { className: "lead" }, service.summary || "Not known yet"),
    create("p", { className: "run-by" }, `Run by ${service.organization || "Not known yet"}`),
    create("div", { className: "answers" },
      answer("Who it’s for", create("p", null, create("strong", null, ages(service))), words(service.eligibility_description)),
      answer("What it costs", words(service.fees_description)),
      answer("How to get it", words(service.application_process)),
      answer("Contact", create("ul", { className: "ways" }, ...phones), service.email ? create("p", null, service.email) : null)),
    create("p", null, "This shows the beginning of the page. The rest appears once it is published."));
};

/** @param {any} service */
const ages = ({ minimum_age: least, maximum_age: most }) =>
  least || most ? `Ages ${least || "?"} to ${most || "?"}` : "Ages not known yet";
