// Porter's stemmer, as the package of that name has it.

export { stemmer } from "stemmer";
