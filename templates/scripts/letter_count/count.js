// Says under a box how many letters it still takes, as they are typed (after GOV.UK's character
// count). Nothing is cut. Without this file the hint above the box says how much it holds.

import { lettersIn } from "./letters.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Box */

// People who listen hear it when they pause, and not at each letter.
const PAUSE = 1000;

/** @type {(box: Box) => number} */
const left = (box) => Number(box.dataset.most) - lettersIn(box.value, box.dataset.counted);

/** @type {(box: Box) => string} */
function sentence(box) {
  const number = left(box);
  const letters = `${Math.abs(number).toLocaleString("en-GB")} letter${Math.abs(number) === 1 ? "" : "s"}`;
  const where = box.dataset.counted === "lines" ? " in the longest line" : "";
  return number < 0 ? `You have ${letters} too many${where}` : `You have ${letters} left${where}`;
}

/** @type {(box: Box) => void} */
function count(box) {
  const shown = document.createElement("p");
  shown.className = "form-count";
  // It is seen at once, and told by the page's own live region.
  shown.setAttribute("aria-hidden", "true");
  box.after(shown);
  const live = document.querySelector("[data-live]");
  let pause = 0;
  const show = () => {
    shown.textContent = sentence(box);
    shown.classList.toggle("form-count-over", left(box) < 0);
    // A box in which few write so much stays quiet until three quarters of it are full.
    shown.hidden = box.dataset.quiet !== undefined && left(box) > Number(box.dataset.most) / 4;
  };
  const tell = () => {
    if (live && !shown.hidden && document.activeElement === box) live.textContent = sentence(box);
  };
  box.addEventListener("input", () => {
    show();
    clearTimeout(pause);
    pause = setTimeout(tell, PAUSE);
  });
  // Whoever comes back to the page finds what they typed, which some browsers put there late.
  addEventListener("pageshow", show);
  show();
}

for (const box of document.querySelectorAll("[data-most]")) count(/** @type {Box} */ (box));
