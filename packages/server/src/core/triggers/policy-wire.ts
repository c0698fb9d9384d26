import type {
  ShadowPolicy,
  TriggerSettings as SettingsBody,
  TriggerMode,
  TriggerThresholds,
  TriggerTopic,
} from '@baton/protocol';
import type { Thresholds } from './thresholds.ts';
import type { TopicSettings, TriggerSettings } from './trigger-settings.ts';

/** Thresholds as they are called on the wire. */
export const WIRE_THRESHOLDS: Readonly<Record<keyof Thresholds, keyof TriggerThresholds>> = {
  request: 'request',
  frustration: 'frustration',
  frustrationRise: 'frustration_rise',
  repeated: 'repeated_questions',
  failingTools: 'failing_tools',
  confidence: 'confidence',
  unsureTurns: 'unsure_turns',
  stalledTurns: 'stalled_turns',
  mostTurns: 'most_turns',
};

/** What was sent, as settings; nothing, and null, as nothing. */
export function settingsFromWire(body: SettingsBody): TriggerSettings {
  const { custom, shadow, ...policy } = body;
  return {
    ...policyFromWire(policy),
    ...(custom && { customModes: withoutNothing(custom) as Record<string, TriggerMode> }),
    ...(shadow && { shadow: policyFromWire(shadow) }),
  };
}

function policyFromWire({
  thresholds,
  modes,
  phrases,
  topics,
}: ShadowPolicy): Omit<TriggerSettings, 'shadow'> {
  const named = Object.entries(WIRE_THRESHOLDS).flatMap(([name, wire]) => {
    const value = thresholds?.[wire];
    return value === undefined || value === null ? [] : [[name, value]];
  });
  return {
    ...(thresholds && { thresholds: Object.fromEntries(named) as Partial<Thresholds> }),
    ...(modes && { modes: withoutNothing(modes) as NonNullable<TriggerSettings['modes']> }),
    ...(phrases && { phrases }),
    ...(topics && { topics: topics.map(topicFromWire) }),
  };
}

function topicFromWire({ name, reason, examples, patterns, mode }: TriggerTopic): TopicSettings {
  return {
    name,
    ...(reason && { reason }),
    ...(examples && { examples }),
    ...(patterns && { patterns }),
    ...(mode && { mode }),
  };
}

/** Settings as they would be sent. */
export function settingsToWire(settings: TriggerSettings): SettingsBody {
  const { customModes, shadow, ...policy } = settings;
  return {
    ...policyToWire(policy),
    ...(customModes !== undefined && { custom: { ...customModes } }),
    ...(shadow !== undefined && shadow !== null && { shadow: policyToWire(shadow) }),
  };
}

function policyToWire({ thresholds, modes, phrases, topics }: TriggerSettings): ShadowPolicy {
  const named = Object.entries(WIRE_THRESHOLDS).flatMap(([name, wire]) => {
    const value = thresholds?.[name as keyof Thresholds];
    return value === undefined ? [] : [[wire, value]];
  });
  return {
    ...(thresholds !== undefined && { thresholds: Object.fromEntries(named) }),
    ...(modes !== undefined && { modes: { ...modes } }),
    ...(phrases !== undefined && { phrases: [...phrases] }),
    ...(topics !== undefined && {
      topics: topics.map(({ patterns, examples, ...topic }) => ({
        ...topic,
        ...(examples !== undefined && { examples: [...examples] }),
        ...(patterns !== undefined && { patterns: patterns.map(String) }),
      })),
    }),
  };
}

/**
 * What was sent before with a `PATCH` on it: null takes a setting back, thresholds and modes one by one, everything
 * else as a whole.
 */
export function patchSettings(before: SettingsBody, patch: SettingsBody): SettingsBody {
  const { thresholds, modes, custom, ...whole } = patch;
  return withoutNothing({
    ...before,
    ...whole,
    ...(thresholds !== undefined && { thresholds: merged(before.thresholds, thresholds) }),
    ...(modes !== undefined && { modes: merged(before.modes, modes) }),
    ...(custom !== undefined && { custom: merged(before.custom, custom) }),
  });
}

/** Null takes back all; an empty object is nothing too. */
function merged<T extends object>(before: T | null | undefined, patch: T | null): T | null {
  if (patch === null) return null;
  const all = withoutNothing({ ...before, ...patch });
  return Object.keys(all).length === 0 ? null : all;
}

function withoutNothing<T extends object>(given: T): T {
  const entries = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries) as T;
}
