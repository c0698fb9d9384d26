import { resolveRelationships } from '../core/behaviour/resolve-relationships.ts';
import type { OpenQuestion } from '../core/behaviour/resolve-relationships.ts';
import type { GuidelineMatch } from '../ports/engine-stages.ts';
import type { AgentBehaviour, Guideline, Journey } from './behaviour.ts';
import type { TurnRecorder } from './turn-recorder.ts';

export interface SettleInput {
  readonly behaviour: AgentBehaviour;
  /** Best first. */
  readonly matches: readonly GuidelineMatch[];
  /** Journeys that are open or were in this turn. */
  readonly active: readonly Journey[];
  /** Guidelines that an earlier answer has followed. */
  readonly followed: ReadonlySet<string>;
  /** The customer has said something new: whatever is matched on it has new cause. */
  readonly prompted: boolean;
  readonly recorder: TurnRecorder;
}

/**
 * Which matches are followed: not those of journeys that are not open, not those that were followed before and
 * have no new cause, and of the rest what the relationships leave. Why each was dropped is noted.
 */
export function settleMatches(input: SettleInput): readonly GuidelineMatch[] {
  const { behaviour, recorder } = input;
  const active = new Set(input.active.map(({ id }) => `journey:${id}`));
  const standing = input.matches.filter((match) => {
    const because = unwanted(match.guideline, input, active);
    if (because !== null) note(recorder, match, because);
    return because === null;
  });
  if (standing.length === 0) return [];
  const byId = new Map(standing.map((match) => [match.guideline.id, match]));
  const { kept, dropped, questions } = resolveRelationships(
    standing.map(({ guideline }) => guideline),
    behaviour.guidelines,
    behaviour.relationships,
    active,
  );
  for (const { id, because, by } of dropped) {
    const match = byId.get(id) ?? entailedMatch(behaviour, id);
    if (match !== null) note(recorder, match, `${because}: ${by}`);
  }
  return kept.flatMap((id) => {
    const found = byId.get(id) ?? entailedMatch(behaviour, id);
    if (found === null) return [];
    note(recorder, found, null);
    const question = questions.find(({ source }) => source === id);
    return [question === undefined ? found : asking(found, question, behaviour)];
  });
}

function unwanted(guideline: Guideline, input: SettleInput, active: ReadonlySet<string>): string | null {
  const journeys = guideline.tags.filter((tag) => tag.startsWith('journey:'));
  if (journeys.length > 0 && !journeys.some((tag) => active.has(tag))) {
    const triggers = input.behaviour.journeys.some((journey) => journey.triggers.includes(guideline.id));
    if (!triggers) return 'its journey is not open';
  }
  if (guideline.track && !input.prompted && input.followed.has(guideline.id)) return 'followed before';
  return null;
}

function entailedMatch({ guidelines }: AgentBehaviour, id: string): GuidelineMatch | null {
  const guideline = guidelines.find((each) => each.id === id);
  return guideline === undefined ? null : { guideline, score: 1, rationale: 'follows from another' };
}

/** An observation that several things could be meant: the AI asks which. */
function asking(match: GuidelineMatch, question: OpenQuestion, behaviour: AgentBehaviour): GuidelineMatch {
  const options = question.options.map((option) => nameOf(option, behaviour));
  const titles = options.flatMap(({ title }) => title ?? []);
  const list = options.map(({ title, text }) => title ?? text).join('; ');
  const guideline: Guideline = {
    ...match.guideline,
    action: match.guideline.action ?? `Ask the customer which of these is meant: ${list}`,
    say: match.guideline.say ?? (titles.length === options.length ? questionFor(titles) : null),
  };
  return { ...match, guideline };
}

function nameOf(option: string, behaviour: AgentBehaviour): { title: string | null; text: string } {
  const guideline = behaviour.guidelines.find(({ id }) => id === option || `guideline:${id}` === option);
  if (guideline !== undefined) return { title: guideline.title, text: guideline.condition };
  const journey = behaviour.journeys.find(({ id }) => `journey:${id}` === option);
  return { title: journey?.title ?? null, text: journey?.title ?? option };
}

function questionFor(titles: readonly string[]): string {
  const last = titles.at(-1) ?? '';
  const before = titles.slice(0, -1).join(', ');
  return before === '' ? `Do you mean ${last}?` : `Which do you mean: ${before} or ${last}?`;
}

function note(recorder: TurnRecorder, match: GuidelineMatch, dropped: string | null): void {
  const { guideline, score, rationale } = match;
  const { id, condition } = guideline;
  recorder.guideline({ id, condition, score, rationale, kept: dropped === null, dropped });
}
