// A button below each letter that copies its words. Without this file the letter is there to read.

export {};

/** @type {(words: string) => void} Tells people who listen to the page. */
const say = (words) => document.querySelectorAll("[data-live]").forEach((live) => (live.textContent = words));

/** @type {(letter: Element) => string} The words of a letter, an empty line between paragraphs. */
const wordsOf = (letter) =>
  Array.from(letter.querySelectorAll("blockquote > *"), (part) => (part.textContent || "").trim()).join("\n\n");

/** @type {(letter: Element) => void} */
function offer(letter) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button-quiet";
  button.textContent = "Copy this letter";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(wordsOf(letter));
      button.textContent = "Copied";
      say("The letter is copied. Paste it into an e-mail.");
    } catch {
      button.textContent = "Press and hold the letter to copy it";
      say("Your browser could not copy it. Mark the letter and copy it.");
    }
  });
  letter.after(button);
}

if (navigator.clipboard) document.querySelectorAll("[data-copy]").forEach(offer);
