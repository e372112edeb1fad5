// Tells colleagues that somebody has this page open: when it opens, and again while they write or
// choose. Without this file, the button "I am looking at this" does the same.

const PAUSE = 2 * 60 * 1000;
const part = document.querySelector("[data-looking]");
const form = part?.closest("form");
const plainButton = part?.querySelector(".moderation-looking");
let last = 0;

async function tell() {
  if (!form || Date.now() - last < PAUSE) return;
  last = Date.now();
  try {
    // A button of the form is called "action", so form.action is not its address.
    const answer = await fetch(form.getAttribute("action") || "", { method: "POST", body: new URLSearchParams({ looking: "script" }), redirect: "error" });
    if (plainButton instanceof HTMLElement && answer.ok) plainButton.hidden = true;
  } catch {
    // The button stays; nothing else depends on it.
  }
}

form?.addEventListener("input", tell);
tell();
