// The package of this name lies beside the scripts in a built site.
export function stemmer(word: string): string;
