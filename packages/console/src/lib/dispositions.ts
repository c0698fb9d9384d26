import { DEFAULT_DEPARTMENT_POLICY } from '@baton/protocol';
import { knownText } from './known-text.ts';
import { messages } from './messages.ts';

/** Those of a department that has set none. */
export const DEFAULT_DISPOSITIONS: readonly string[] = DEFAULT_DEPARTMENT_POLICY.dispositions;

/** What a handoff was resolved as, in this page's language where it is one of the defaults, else as it was written. */
export function dispositionText(disposition: string): string {
  return knownText(messages.closing.dispositions, disposition) ?? disposition;
}

/** One a line, for a person to change. */
export function dispositionLines(dispositions: readonly string[]): string {
  return dispositions.map(dispositionText).join('\n');
}

/** Reads the lines again: a default that is written in this page's language stays one, and none is there twice. */
export function readDispositions(lines: string): string[] {
  const words = new Map(DEFAULT_DISPOSITIONS.map((each) => [dispositionText(each).toLowerCase(), each]));
  const all = lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return [...new Set(all.map((line) => words.get(line.toLowerCase()) ?? line))];
}
