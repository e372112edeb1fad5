// What the program says of a file that was just saved: its problems, and where to see the page.

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
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => {
    region.hidden = true;
  });
  region.replaceChildren(heading, ...(problems.length ? [list] : []), ...(page ? [linkTo(page)] : []), close);
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
