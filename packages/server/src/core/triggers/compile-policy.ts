import { TRIGGER_NAMES } from '@baton/protocol';
import type { TriggerMode, TriggerName } from '@baton/protocol';
import { compileOwnTopic } from '../nlp/policy-topic/own-topic.ts';
import type { OwnTopic } from '../nlp/policy-topic/own-topic.ts';
import { compilePhrase } from './find-phrase.ts';
import type { Phrase } from './find-phrase.ts';
import { DEFAULT_THRESHOLDS } from './thresholds.ts';
import type { Thresholds } from './thresholds.ts';
import { DEFAULT_PHRASES, overlaySettings, saysWhat } from './trigger-settings.ts';
import type { TriggerSettings } from './trigger-settings.ts';

/** Settings with everything filled in and made ready for matching, once per agent and change. */
export interface CompiledPolicy {
  readonly thresholds: Thresholds;
  readonly modes: Readonly<Record<TriggerName, TriggerMode>>;
  readonly phrases: readonly Phrase[];
  /** The application's own that are not off. */
  readonly topics: readonly OwnTopic[];
  /** Of topics that have a mode of their own, by name: built-in ones too. */
  readonly topicModes: ReadonlyMap<string, TriggerMode>;
  /** Tried beside it. */
  readonly shadow: CompiledPolicy | null;
}

const DEFAULT_MODES = Object.fromEntries(TRIGGER_NAMES.map((name) => [name, 'act'])) as Record<
  TriggerName,
  TriggerMode
>;

/** Nobody knows how long a conversation may be: that limit holds where one is set. */
export function modesOf({ thresholds, modes }: TriggerSettings): Readonly<Record<TriggerName, TriggerMode>> {
  const mostTurns = thresholds?.mostTurns === undefined ? 'off' : 'act';
  return { ...DEFAULT_MODES, most_turns: mostTurns, ...modes };
}

/** Each is run on each sentence of a message: more of them together would be slow, however quick one is. */
const MOST_COSTLY = 200;

/** Throws a RangeError that names the topic or phrase which cannot match anything, or says that there are too many. */
export function compilePolicy(settings: TriggerSettings): CompiledPolicy {
  const modes = modesOf(settings);
  const topics = settings.topics ?? [];
  const costly = topics.flatMap(({ patterns = [] }) => patterns.filter(isCostly));
  if (costly.length > MOST_COSTLY)
    throw new RangeError(
      `There are more than ${MOST_COSTLY} expressions between slashes and patterns of more than two stars: use words.`,
    );
  const { shadow } = settings;
  return {
    thresholds: { ...DEFAULT_THRESHOLDS, ...settings.thresholds },
    modes,
    phrases: (settings.phrases ?? DEFAULT_PHRASES).map(compilePhrase),
    topics: topics
      .filter((topic) => saysWhat(topic) && (topic.mode ?? modes.policy_topic) !== 'off')
      .map(compileOwnTopic),
    topicModes: new Map(topics.flatMap(({ name, mode }) => (mode === undefined ? [] : [[name, mode]]))),
    shadow:
      shadow === undefined || shadow === null
        ? null
        : compilePolicy({ ...overlaySettings(settings, shadow), shadow: null }),
  };
}

function isCostly(pattern: string | RegExp): boolean {
  return typeof pattern === 'string' && (/^\/.+\/$/s.test(pattern) || pattern.split('*').length > 3);
}
