import { fuzzyScore } from '../../lib/fuzzy.ts';

/** Something that can be chosen by name. */
export interface Command {
  id: string;
  group: string;
  label: string;
  /** Also found by this, and shown in a smaller hand. */
  detail?: string | undefined;
  /** The key that does the same. */
  key?: string | undefined;
  run: () => void;
}

/** More than this nobody reads. */
const MOST_SHOWN = 30;

/** What fits what was typed, the best first; the groups stand in the order of their best. */
export function commandsFound(commands: readonly Command[], typed: string): readonly Command[] {
  if (typed.trim() === '') return commands.slice(0, MOST_SHOWN);
  const scored = commands.flatMap((command) => {
    const score = scoreOf(command, typed);
    return score === null ? [] : [{ command, score }];
  });
  scored.sort((a, b) => b.score - a.score);
  const found = scored.slice(0, MOST_SHOWN).map(({ command }) => command);
  const groups = [...new Set(found.map(({ group }) => group))];
  return groups.flatMap((group) => found.filter((command) => command.group === group));
}

/** A hit in the detail counts half: the name is what one types. */
function scoreOf({ label, detail }: Command, typed: string): number | null {
  const byName = fuzzyScore(label, typed);
  const byDetail = detail === undefined ? null : fuzzyScore(detail, typed);
  if (byName === null) return byDetail === null ? null : byDetail / 2;
  return Math.max(byName, (byDetail ?? 0) / 2);
}
