import type { Json } from '@baton/protocol';
import { cleanJson } from './clean-json.ts';

/**
 * Data in a prompt. Each entry is one line of JSON, so that nothing in it can begin a line; a section stands
 * between two lines that carry a code nobody can know beforehand. Either alone would keep a text of a customer,
 * a tool or an article from closing its section and speaking as somebody else.
 */
export interface PromptSection {
  /** A word of the program's, never of somebody else's. */
  readonly name: string;
  readonly entries: readonly Json[];
  /** Characters of all its entries (default 4000). */
  readonly most?: number;
  /** Characters of one of them, about; default all of the room. */
  readonly mostEach?: number;
  /** What is left out when there is no room for all: default the last ones. */
  readonly leaveOut?: 'first' | 'last';
}

const USUAL_ROOM = 4000;
const NAME = /^[a-z_]{1,40}$/;
const CODE = /^[0-9A-Za-z]{8,64}$/;

/** Renders sections, leaving out empty ones. Throws a RangeError for a name or a code that could break its line. */
export function renderSections(sections: readonly PromptSection[], code: string): string {
  if (!CODE.test(code)) throw new RangeError('a code has 8 to 64 letters and digits');
  return sections
    .filter((section) => section.entries.length > 0)
    .map((section) => renderSection(section, code))
    .join('\n');
}

function renderSection(section: PromptSection, code: string): string {
  const { name } = section;
  if (!NAME.test(name)) throw new RangeError(`${name} is no name of a section`);
  return [`=== ${name} ${code}`, ...linesOf(section), `=== end ${name} ${code}`].join('\n');
}

/** Entries are cleaned one after another while there is room: what is left out costs nothing. */
function linesOf({ entries, most = USUAL_ROOM, mostEach = most, leaveOut }: PromptSection): string[] {
  const ordered = leaveOut === 'first' ? entries.toReversed() : entries;
  const lines: string[] = [];
  let left = most;
  for (const entry of ordered) {
    const line = promptLine(entry, Math.min(most, mostEach));
    // The first is always there: a section without its newest message would be about something else.
    if (lines.length > 0 && line.length > left) break;
    lines.push(line);
    left -= line.length + 1;
  }
  return leaveOut === 'first' ? lines.toReversed() : lines;
}

/** An entry as one line of JSON. */
export function promptLine(entry: Json, most: number): string {
  return JSON.stringify(cleanJson(entry, most));
}
