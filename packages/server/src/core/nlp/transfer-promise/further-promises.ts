import { DUTCH_PROMISES, GERMAN_PROMISES, POLISH_PROMISES } from './germanic-and-slavic-promises.ts';
import type { PromiseRules } from './promise-rules.ts';
import {
  FRENCH_PROMISES,
  ITALIAN_PROMISES,
  PORTUGUESE_PROMISES,
  SPANISH_PROMISES,
} from './romance-promises.ts';

export const FURTHER_PROMISES: readonly PromiseRules[] = [
  SPANISH_PROMISES,
  FRENCH_PROMISES,
  GERMAN_PROMISES,
  PORTUGUESE_PROMISES,
  ITALIAN_PROMISES,
  DUTCH_PROMISES,
  POLISH_PROMISES,
];
