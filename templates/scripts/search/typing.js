// When what somebody types is whole: at a pause, after a space, or when it was put in at once.
// While a word is being typed it is a beginning, which is completed and not searched for.

const FEWEST_LETTERS = 3;
// A key each 120 ms is slow typing; whoever waits for longer wants to see what there is.
const PAUSE = 300;
const AFTER_SPACE = 150;

/**
 * Has a search made of what is whole, and is told of each word that has just become so.
 * @param {HTMLInputElement} box
 * @param {() => void} search
 * @param {() => void} [atWord]
 * @returns {() => void} What calls off the next search.
 */
export function atPauses(box, search, atWord = () => {}) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const stop = () => clearTimeout(waiting);
  box.addEventListener("input", (event) => {
    stop();
    if (box.value.trim().length < FEWEST_LETTERS) return;
    const kind = /** @type {InputEvent} */ (event).inputType;
    const isTyped = kind === "insertText" || kind === "insertCompositionText" || kind === "deleteContentBackward";
    if (!isTyped) return search();
    if (box.value.endsWith(" ")) atWord();
    waiting = setTimeout(search, box.value.endsWith(" ") ? AFTER_SPACE : PAUSE);
  });
  return stop;
}
