// Leads on from the page for missing pages, where an address was typed in capitals or copied with the
// full stop or bracket behind it. Where a program answers, it does the same: host/static_files.py.

const sitePath = (document.body.dataset.base || "/").replace(/\/$/, "");

/** @type {(path: string) => string} The address that was meant by a path; empty where it is the same, or a file's. */
function meant(path) {
  const inside = path.startsWith(`${sitePath}/`) ? path.slice(sitePath.length) : "";
  const plain = inside.toLowerCase().replace(/[/.,;:!?)\]}>*_"'’”\s]{1,20}$/, "");
  return plain && !plain.includes(".") && `${plain}/` !== inside ? `${sitePath}${plain}/` : "";
}

/** @type {(path: string) => string} A path as it was typed, where it can be read. */
function typed(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const address = meant(typed(location.pathname));
if (address && address.length < 400) {
  const there = new URL(address, location.origin);
  there.search = location.search;
  there.hash = location.hash;
  fetch(there)
    .then((answer) => answer.ok && !answer.redirected && location.replace(there))
    .catch(() => undefined);
}
