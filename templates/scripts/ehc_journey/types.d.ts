// What the page gives its script (localoffer/pages/ehc_journey/date_calculator.py), and what comes of it.

export interface Limit {
  title: string;
  number: number;
  unit: string;
  day: string;
  length: string;
  counts_from: string;
  source: string;
}

export interface Stage {
  limit: string;
  start: string;
  later: string;
  should: string;
}

export interface Clock {
  id: string;
  name: string;
  asks: string;
  needs: string;
  also: string;
  guide: string;
  passed: string;
  day_off: string;
  note: string;
  stages: Stage[];
}

export interface CalculatorData {
  limits: Record<string, Limit>;
  clocks: Record<string, Clock>;
  /** The names of bank holidays, each with its days as 2026-12-25. */
  holidays: Record<string, string[]>;
  first_year: number;
  last_year: number;
}

export interface Deadline {
  limit: string;
  title: string;
  day: string;
  when: string;
  should: string;
  length: string;
  source: string;
  notes: string[];
  is_past: boolean;
}

export interface FormError {
  field: string;
  message: string;
}

/** Days as 2026-12-25, by what they are: day, certificate, year. */
export type Days = Record<string, string>;
