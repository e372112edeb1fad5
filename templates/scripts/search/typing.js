// When what somebody types is whole: at a pause, after a space, or when it was put in at once.
// While a word is being typed it is a beginning, which is completed and not searched for.

const FEWEST_LETTERS = 3;
// A key each 120 ms is slow typing; whoever waits for longer wants to see what there is.
const PAUSE = 300;
const AFTER_SPACE = 150;

/** @type {(box: HTMLInputElement, search: () => void) => () => void} Has a search made of what is whole; returns what calls off the next. */
export function atPauses(box, search) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const stop = () => clearTimeout(waiting);
  box.addEventListener("input", (event) => {
    stop();
    if (box.value.trim().length < FEWEST_LETTERS) return;
    const kind = /** @type {InputEvent} */ (event).inputType;
    const isTyped = kind === "insertText" || kind === "insertCompositionText" || kind === "deleteContentBackward";
    if (!isTyped) search();
    else waiting = setTimeout(search, box.value.endsWith(" ") ? AFTER_SPACE : PAUSE);
  });
  return stop;
}
