import { patternOf } from './eval-suite.ts';
import type { Expectation } from './eval-suite.ts';

/** What a turn did, in names that a suite can use. */
export interface ObservedTurn {
  /** Of each guideline: title, condition and id. */
  readonly guidelines: readonly (readonly string[])[];
  readonly tools: readonly string[];
  /** Of each journey: title and id; of each state: the same with `: action`. */
  readonly journeys: readonly (readonly string[])[];
  readonly messages: readonly string[];
  /** Reason of the handoff; null when nobody was asked for. */
  readonly handoff: string | null;
}

export const CHECKS = ['guidelines', 'tools', 'journeys', 'says', 'handoff'] as const;
export type Check = (typeof CHECKS)[number];

/** One thing that was looked at. */
export interface Verdict {
  readonly check: Check;
  readonly passed: boolean;
  /** What was wanted and what came; empty when it passed. */
  readonly detail: string;
}

/** Holds a turn against what is expected of it. */
export function judgeTurn(expected: Expectation, observed: ObservedTurn): readonly Verdict[] {
  const answer = observed.messages.join('\n');
  return [
    ...named('guidelines', expected.guidelines, observed.guidelines),
    ...tools(expected.tools, observed.tools),
    ...named('journeys', expected.journeys, observed.journeys),
    ...(expected.must_say ?? []).map((text) =>
      verdict('says', patternOf(text).test(answer), `does not say ${text}, but: ${shown(answer)}`),
    ),
    ...(expected.must_not_say ?? []).map((text) =>
      verdict('says', !patternOf(text).test(answer), `says ${text}: ${shown(answer)}`),
    ),
    ...handoff(expected.handoff, observed.handoff),
  ];
}

function named(
  check: Check,
  wanted: readonly string[] | undefined,
  names: readonly (readonly string[])[],
): Verdict[] {
  return (wanted ?? []).map((text) => {
    const passed = names.some((all) => all.some((name) => isNamed(name.toLowerCase(), text.toLowerCase())));
    const came = names.map((all) => all[0] ?? '').join('; ');
    return verdict(check, passed, `no ${text}, but: ${came === '' ? 'none' : came}`);
  });
}

/** By a part of the name; `title: part` by the title and a part of what comes after it. */
function isNamed(name: string, wanted: string): boolean {
  if (name.includes(wanted)) return true;
  const colon = wanted.indexOf(': ');
  if (colon < 0) return false;
  const title = wanted.slice(0, colon + 2);
  return name.startsWith(title) && name.slice(title.length).includes(wanted.slice(colon + 2));
}

function tools(wanted: readonly string[] | undefined, called: readonly string[]): Verdict[] {
  if (wanted === undefined) return [];
  const passed = JSON.stringify(wanted.toSorted()) === JSON.stringify(called.toSorted());
  return [verdict('tools', passed, `not ${list(wanted)}, but ${list(called)}`)];
}

function handoff(wanted: boolean | string | undefined, reason: string | null): Verdict[] {
  if (wanted === undefined) return [];
  const passed = typeof wanted === 'string' ? reason === wanted : wanted === (reason !== null);
  const text = wanted === false ? 'no person' : wanted === true ? 'a person' : wanted;
  return [verdict('handoff', passed, `not ${text}, but ${reason ?? 'no person'}`)];
}

function verdict(check: Check, passed: boolean, detail: string): Verdict {
  return { check, passed, detail: passed ? '' : detail };
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'no tool' : names.join(', ');
}

function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 160 ? `${line.slice(0, 159).toWellFormed()}…` : line;
}
