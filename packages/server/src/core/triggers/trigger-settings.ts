import type { TriggerMode, TriggerName } from '@baton/protocol';
import type { PolicyTopicDefinition } from '../nlp/policy-topic/own-topic.ts';
import { DEFAULT_THRESHOLDS } from './thresholds.ts';
import type { Thresholds } from './thresholds.ts';

/** A topic of the application's own, with what is to be done about it. */
export interface TopicSettings extends PolicyTopicDefinition {
  /** Default that of `policy_topic`. */
  readonly mode?: TriggerMode;
}

/** What one source says about when a person is called: code, or REST over it. What is absent is as it was before. */
export interface TriggerSettings {
  readonly thresholds?: Partial<Thresholds>;
  readonly modes?: Partial<Record<TriggerName, TriggerMode>>;
  /** Of the agent's own triggers, by name; default that of `custom`. */
  readonly customModes?: Readonly<Record<string, TriggerMode>>;
  /** Words that ask for a person wherever they are neither denied nor quoted, beside what is recognised anyway. */
  readonly phrases?: readonly string[];
  readonly topics?: readonly TopicSettings[];
  /** Another policy that is tried beside this one: what it would do is noted and nothing comes of it. Null: none. */
  readonly shadow?: Omit<TriggerSettings, 'shadow' | 'customModes'> | null;
}

/** A floor under what is recognised by rules and by the model. */
export const DEFAULT_PHRASES: readonly string[] = [
  'speak to a human',
  'speak to a person',
  'talk to a human',
  'talk to a person',
  'talk to a real person',
  'speak with an agent',
  'connect me to an agent',
  'transfer me to a human',
];

/**
 * `over` on `under`: thresholds and modes one by one, phrases as a list, topics by name. A topic that says nothing
 * of what it is about keeps that of the one below: so it can be switched off without being repeated.
 */
export function overlaySettings(under: TriggerSettings, over: TriggerSettings): TriggerSettings {
  const phrases = over.phrases ?? under.phrases;
  const shadow = over.shadow === undefined ? under.shadow : over.shadow;
  return {
    thresholds: { ...under.thresholds, ...over.thresholds },
    modes: { ...under.modes, ...over.modes },
    customModes: { ...under.customModes, ...over.customModes },
    ...(phrases !== undefined && { phrases }),
    topics: overlayTopics(under.topics ?? [], over.topics ?? []),
    ...(shadow !== undefined && { shadow }),
  };
}

function overlayTopics(
  under: readonly TopicSettings[],
  over: readonly TopicSettings[],
): readonly TopicSettings[] {
  const topics = new Map(under.map((topic) => [topic.name, topic]));
  for (const topic of over) {
    const before = topics.get(topic.name);
    topics.set(topic.name, before === undefined || saysWhat(topic) ? topic : { ...before, ...topic });
  }
  return [...topics.values()];
}

/** Whether it says what it is about. */
export function saysWhat({ patterns = [], examples = [] }: TopicSettings): boolean {
  return patterns.length + examples.length > 0;
}

/** Settings with the thresholds among the rest, as authors write them. */
export interface FlatSettings extends Partial<Thresholds>, Omit<TriggerSettings, 'thresholds'> {}

/** What authors wrote, as settings. */
export function settingsOf(flat: FlatSettings): TriggerSettings {
  const { modes, customModes, phrases, topics, shadow } = flat;
  const thresholds = Object.fromEntries(
    Object.keys(DEFAULT_THRESHOLDS).flatMap((name) => {
      const value = flat[name as keyof Thresholds];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return {
    thresholds,
    ...(modes !== undefined && { modes }),
    ...(customModes !== undefined && { customModes }),
    ...(phrases !== undefined && { phrases }),
    ...(topics !== undefined && { topics }),
    ...(shadow !== undefined && { shadow }),
  };
}
