import type { TracedGuideline, TracedModelCall, TracedStep, TurnRecord } from '@baton/protocol';
import type { EventLog } from '../../lib/event-log.ts';
import { messageOf } from '../../lib/event-log.ts';
import { knownText } from '../../lib/known-text.ts';
import { messages } from '../../lib/messages.ts';

/** The state of a journey stands among the guidelines under its own id with this before it. */
const STATE_PREFIX = 'journey_node:';

/** The guidelines that were followed. States that the record tells among the steps of journeys are left to those. */
export function appliedGuidelines({ guidelines, journeys }: TurnRecord): TracedGuideline[] {
  const reached = new Set(journeys.map(({ to }) => `${STATE_PREFIX}${to}`));
  return guidelines.filter(({ kept, id }) => kept && !reached.has(id));
}

export function isJourneyState({ id }: TracedGuideline): boolean {
  return id.startsWith(STATE_PREFIX);
}

/** Why a guideline was not followed: `priority: <id>` in words, naming the other one where the record knows it. */
export function droppedText({ guidelines }: TurnRecord, dropped: string): string {
  const [, because = '', by = ''] = /^(\w+): (.*)$/su.exec(dropped) ?? [];
  const plain = knownText(messages.reasoning.because, because);
  if (plain === undefined) return dropped;
  const other = guidelines.find(({ id }) => id === by)?.condition;
  return other === undefined ? plain : (messages.reasoning.becauseOf[because]?.(other) ?? plain);
}

/** The steps of each journey together, journeys in the order in which they were touched. */
export function stepsByJourney(steps: readonly TracedStep[]): [journeyId: string, steps: TracedStep[]][] {
  return [...Map.groupBy(steps, ({ journey_id: id }) => id)];
}

export interface StageTime {
  stage: string;
  milliseconds: number;
  times: number;
}

/** Each stage once, with all its time, in the order of the first. */
export function stageTimes(stages: TurnRecord['stages']): StageTime[] {
  const groups = Map.groupBy(stages, ({ stage }) => stage);
  return [...groups].map(([stage, group]) => ({
    stage,
    milliseconds: group.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    times: group.length,
  }));
}

/** What the calls of a turn took together. */
export function callSum(calls: readonly TracedModelCall[]): Omit<TracedModelCall, 'purpose' | 'model'> {
  const sum = { input_tokens: 0, output_tokens: 0, milliseconds: 0 };
  for (const call of calls) {
    sum.input_tokens += call.input_tokens;
    sum.output_tokens += call.output_tokens;
    sum.milliseconds += call.milliseconds;
  }
  return sum;
}

/** Whether anything but the conversation itself led to what was said. */
export function restsOnSomething(record: TurnRecord): boolean {
  const { triggers, guidelines, journeys, tools, canned_responses: templates } = record;
  return [triggers, guidelines.filter(({ kept }) => kept), journeys, tools, templates].some(
    ({ length }) => length > 0,
  );
}

/** What the templates of a turn said, by their ids, as its messages tell. */
export function templateTexts(log: EventLog, traceId: string): ReadonlyMap<string, string> {
  const said = log.filter(({ trace_id: id }) => id === traceId);
  return new Map(said.flatMap((event) => messageOf(event)?.canned_responses ?? []));
}

/** The customer's message that the turn was to answer, as far as it is known here. */
export function answeredText(log: EventLog, { answers }: TurnRecord): string | null {
  const event = log.find(({ offset }) => offset === answers);
  return (event === undefined ? null : messageOf(event)?.message) ?? null;
}
