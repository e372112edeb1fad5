// What is said once something was saved or refused: a file's problems, and where to see the page; or one sentence.

/** @param {HTMLElement} region @param {import("./served_folder.js").Saved} saved */
export const showAfterSaving = (region, { path, problems, page }) => {
  const heading = document.createElement("h2");
  heading.textContent = problems.length ? `Saved. ${path} needs another look` : `Saved. ${path} has no mistakes`;
  const list = document.createElement("ul");
  list.append(...problems.map((problem) => {
    const item = document.createElement("li");
    item.textContent = problem;
    return item;
  }));
  show(region, [heading, ...(problems.length ? [list] : []), ...(page ? [linkTo(page)] : [])]);
};

/** @param {HTMLElement} region @param {string} sentence */
export const showSentence = (region, sentence) => {
  const paragraph = document.createElement("p");
  paragraph.textContent = sentence;
  show(region, [paragraph]);
};

/** @param {HTMLElement} region @param {HTMLElement[]} parts */
const show = (region, parts) => {
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => {
    region.hidden = true;
  });
  region.replaceChildren(...parts, close);
  region.hidden = false;
};

/** @param {string} page */
const linkTo = (page) => {
  const paragraph = document.createElement("p");
  const link = document.createElement("a");
  link.href = page;
  link.target = "_blank";
  link.textContent = "See the page (opens in a new tab)";
  paragraph.append(link);
  return paragraph;
};
