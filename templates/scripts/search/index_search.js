// All that a page needs to search the index and to say so in its address, in one.

export { addressOf, choicesOf, pageOf } from "./address.js";
export { find } from "./find.js";
export { openIndex } from "./reader.js";
export { search } from "./results.js";
