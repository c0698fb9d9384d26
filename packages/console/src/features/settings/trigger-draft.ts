import type { TriggerMode, TriggerName, TriggerSettings, TriggerThresholds } from '@baton/protocol';

export type ThresholdName = keyof TriggerThresholds;

/** In the order in which they count. Of its own: the protocol's list would bring all its schemas into the page. */
export const TRIGGERS: readonly (readonly [trigger: TriggerName, thresholds: readonly ThresholdName[]])[] = [
  ['sensitive_topic', []],
  ['explicit_request', ['request']],
  ['policy_topic', []],
  ['custom', []],
  ['failing_tools', ['failing_tools']],
  ['frustration', ['frustration']],
  ['repeated_question', ['repeated_questions']],
  ['rising_frustration', ['frustration_rise']],
  ['low_confidence', ['confidence', 'unsure_turns']],
  ['no_progress', ['stalled_turns']],
  ['most_turns', ['most_turns']],
];

export interface TopicDraft {
  /** Tells rows apart while their names are written. */
  readonly key: number;
  readonly name: string;
  readonly reason: string;
  /** One a line. */
  readonly examples: string;
  readonly patterns: string;
  readonly mode: TriggerMode | '';
}

/** What is set over what the code says; what is not set is absent. */
export interface PolicyDraft {
  readonly modes: Readonly<Partial<Record<TriggerName, TriggerMode>>>;
  /** As they were typed. */
  readonly thresholds: Readonly<Partial<Record<ThresholdName, string>>>;
  /** One a line; null: those of the code. */
  readonly phrases: string | null;
  readonly topics: readonly TopicDraft[];
}

export interface TriggerDraft extends PolicyDraft {
  /** Of rules in the code, by name. */
  readonly custom: Readonly<Record<string, TriggerMode>>;
  /** Null: none is tried. */
  readonly shadow: PolicyDraft | null;
}

export function triggerDraft(stored: TriggerSettings | null): TriggerDraft {
  return {
    ...policyDraft(stored ?? {}),
    custom: present(stored?.custom ?? {}),
    shadow: stored?.shadow ? policyDraft(stored.shadow) : null,
  };
}

export const EMPTY_POLICY: PolicyDraft = { modes: {}, thresholds: {}, phrases: null, topics: [] };

function policyDraft({ modes, thresholds, phrases, topics }: TriggerSettings): PolicyDraft {
  return {
    modes: present(modes ?? {}),
    thresholds: Object.fromEntries(
      Object.entries(present(thresholds ?? {})).map(([name, value]) => [name, String(value)]),
    ),
    phrases: phrases ? phrases.join('\n') : null,
    topics: (topics ?? []).map((topic, key) => ({
      key,
      name: topic.name,
      reason: topic.reason ?? '',
      examples: (topic.examples ?? []).join('\n'),
      patterns: (topic.patterns ?? []).join('\n'),
      mode: topic.mode ?? '',
    })),
  };
}

/** As `PUT` takes it: what is absent is as in the code. */
export function settingsOfDraft({ custom, shadow, ...policy }: TriggerDraft): TriggerSettings {
  return {
    ...policySettings(policy),
    ...(Object.keys(custom).length > 0 && { custom }),
    ...(shadow !== null && { shadow: policySettings(shadow) }),
  };
}

function policySettings({ modes, thresholds, phrases, topics }: PolicyDraft): TriggerSettings {
  const numbers = Object.entries(thresholds)
    .filter(([, text]) => text.trim() !== '')
    .map(([name, text]) => [name, numberOf(text)]);
  return {
    ...(Object.keys(modes).length > 0 && { modes }),
    ...(numbers.length > 0 && { thresholds: Object.fromEntries(numbers) }),
    ...(phrases !== null && { phrases: linesOf(phrases) }),
    ...(topics.length > 0 && { topics: topics.map(topicSettings) }),
  };
}

function topicSettings({ name, reason, examples, patterns, mode }: TopicDraft) {
  const [examplesSet, patternsSet] = [linesOf(examples), linesOf(patterns)];
  return {
    name: name.trim(),
    ...(reason.trim() !== '' && { reason: reason.trim() }),
    ...(examplesSet.length > 0 && { examples: examplesSet }),
    ...(patternsSet.length > 0 && { patterns: patternsSet }),
    ...(mode !== '' && { mode }),
  };
}

/** What is no number goes as it is: the server names the field that it refuses. As null it would count as not set. */
function numberOf(text: string): number | string {
  const number = Number(text.trim().replace(',', '.'));
  return Number.isNaN(number) ? text : number;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What is set, without those that were taken back. */
function present<V>(values: Readonly<Record<string, V | null | undefined>>): Record<string, V> {
  return Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, V] => entry[1] !== null && entry[1] !== undefined,
    ),
  );
}

/** The settings as a policy file for the replay command: JSON is YAML too. */
export function policyFile(settings: TriggerSettings): string {
  return JSON.stringify(settings, null, 2);
}
