// The files of the index (search/index/) and what a page of results says (localoffer/pages/search_contexts.py).

/** A rarity, then for each document the gap to its number and its own number. */
export type Postings = number[];

/** The documents of a stem, and of the pairs that are kept with it: search/engine/pieces.py. */
export interface Word {
  docs?: Postings;
  pairs?: Record<string, Postings>;
}

/** What begins with a stem, besides its documents: search/engine/pieces.py. */
export interface EntryParts {
  forms?: string;
  phrases?: Record<string, string[]>;
  names?: Record<string, number[]>;
  pins?: Record<string, number[]>;
  choices?: Record<string, string[]>;
  wrong?: Record<string, string>;
}

/** A meaning: its postings, how it matches, whether it is a need, and its note. */
export type Meaning = [Postings, "equivalent" | "retired" | "expand", 0 | 1, string];

/** A town: the rest of its name in stems, its name, easting and northing. */
export type Town = [string, string, number, number];

export type Point = [number, number];

/** danger.json: rules as search/index/danger.yaml has them. */
export interface DangerTable {
  lists: Record<string, string>;
  danger: string[];
  even_denied: string[];
  harmless: string[];
}

/** completions.json: words by spaces, and pages with the place of their kind. */
export interface CompletionsFile {
  words: string;
  kinds: string[];
  pages: [string, number, string][];
}

/** facts.json as it is fetched. */
export interface FactsFile {
  documents: number;
  pieces: { words: number; known: number; meanings: number; spelling: number; everyday: number };
  areas: string[];
  codes: string[];
  version: string;
  shown_together: number;
  families: string;
  standings: string;
  placed: string;
  urgent_help: string;
  youngest: number[];
  oldest: number[];
  towns: Record<string, Town[]>;
  small: string[];
  small_wrong: string[];
  saint: string[];
  foreign: string[];
  soft: string[];
  negations: string[];
  forms: [string, string][];
  numbers: string[];
  sounds: [string, string][];
  endings: [string, string][];
  ages: [string, string, string, boolean][];
  postcodes: string[];
  danger_starts: string;
  danger_limits: { beginning: number; between: number; misspelt: number; weak: string[] };
  spelling: {
    least_letters: number;
    two_from: number;
    framed_from: number;
    most_letters: number;
    offered: number;
    near: number;
    shelf: number;
    alike: number;
    letter: number;
    sound_alike: number;
    same_start: number;
    completes: number;
  };
  limits: {
    letters: number;
    words: number;
    together: number;
    oldest: number;
    no_ages: number;
    per_page: number;
    said: number;
    longest: number;
    oldest_asked: number;
    within: [number, number][];
    pages: number;
  };
  weights: {
    word: number;
    word_in_phrase: number;
    word_as_phrase: number;
    pair: number;
    meaning: Record<Meaning[1], number>;
    name: number;
    cover_least: number;
    cover_full: number;
    families: number[];
    guide_of_a_need: number;
    standings: number[];
    age: number;
    age_fits: number;
    age_unknown: number;
    age_misses: number;
    has_a_place: number;
    least_share: number;
    least_of_all: number;
    kinds: number[];
    kinds_seen: number[];
    least_share_of_whole: number;
    fits_well: number;
  };
}

/** A row of filters.json. */
export interface Filter {
  name: string;
  label: string;
  kind: "many" | "all" | "flag";
  first: boolean;
  for_all: string;
  options: { value: string; label: string; said: string; docs: number[] }[];
}

export interface Choices {
  text: string;
  filters: Record<string, string[]>;
  age: number | null;
  unread_age: string;
  within: number | null;
  near: string;
  exactly: boolean;
  everything: boolean;
}

export interface Meant {
  words: string;
  meanings: string[];
  choices: string[];
}

export interface Result {
  number: number;
  address: string;
  title: string;
  kind: string;
  summary: string;
  marked: [string, boolean][];
  ages: string;
  place: string;
  checked: string;
  notice: string;
  away: string;
  score: number;
}

export interface OptionState {
  value: string;
  label: string;
  count: number;
  chosen: boolean;
}

export interface FilterState {
  name: string;
  label: string;
  kind: string;
  first: boolean;
  options: OptionState[];
}

export interface Removable {
  phrase: string;
  choices: string;
  count: number;
}

export interface Results {
  choices: Choices;
  showing_for: string;
  as_typed: string;
  everything: string;
  description: string;
  notes: string[];
  meant: Meant[];
  near_spellings: [string, string][];
  is_urgent: boolean;
  unknown_place: string;
  total: number;
  page: number;
  pages: number;
  previous: string;
  next: string;
  results: Result[];
  filters: FilterState[];
  removable: Removable[];
}
