import { TriggerPolicySchema, TriggerSettingsSchema } from '@baton/protocol';
import type { TriggerPolicy, TriggerSettings, TriggerThresholds } from '@baton/protocol';
import { compilePolicy, modesOf } from '../../core/triggers/compile-policy.ts';
import { customMode } from '../../core/triggers/custom-mode.ts';
import {
  WIRE_THRESHOLDS,
  patchSettings,
  settingsFromWire,
  settingsToWire,
} from '../../core/triggers/policy-wire.ts';
import { DEFAULT_THRESHOLDS } from '../../core/triggers/thresholds.ts';
import { DEFAULT_PHRASES, overlaySettings, settingsOf } from '../../core/triggers/trigger-settings.ts';
import type { TriggerSettings as Settings } from '../../core/triggers/trigger-settings.ts';
import { checkSize } from '../behaviour-references.ts';
import { checkSetup } from '../access/staff-access.ts';
import { itemNotFound, unprocessable } from '../problem.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

const PATH = '/agents/:agent_id/triggers';

/** H4: when an agent has a person asked for. What is set here counts from the next turn on. */
export function triggerPolicyRoutes(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: PATH,
    operation: 'behaviour.read',
    tag: 'triggers',
    summary: 'Read when an agent has a person asked for',
    response: TriggerPolicySchema,
    status: 200,
    refusals: [404],
    handle: async ({ params }) => view(parts, await agentOf(parts, params['agent_id'] ?? '')),
  });
  for (const method of ['PUT', 'PATCH'] as const) {
    route(parts, {
      method,
      path: PATH,
      operation: 'setup.write',
      tag: 'triggers',
      summary:
        method === 'PUT'
          ? 'Set when an agent has a person asked for; what is left out is as in its code'
          : 'Change when an agent has a person asked for; null takes a setting back',
      body: TriggerSettingsSchema,
      response: TriggerPolicySchema,
      status: 200,
      refusals: [403, 404],
      handle({ params, body, principal }) {
        checkSetup(principal, parts.staff);
        return parts.writer.run(async () => {
          const agentId = await agentOf(parts, params['agent_id'] ?? '');
          const before = method === 'PUT' ? {} : (stored(parts, agentId) ?? {});
          await store(parts, agentId, patchSettings(before, body));
          return view(parts, agentId);
        });
      },
    });
  }
}

async function agentOf({ app }: ServerParts, id: string): Promise<string> {
  if ((await app.directory.readAgent(id)) === null) throw itemNotFound(id);
  return id;
}

function stored({ behaviours }: ServerParts, agentId: string): TriggerSettings | null {
  return behaviours.get('trigger_policy', agentId)?.settings ?? null;
}

async function store(parts: ServerParts, agentId: string, settings: TriggerSettings): Promise<void> {
  const { behaviours, app } = parts;
  check(overlaySettings(settingsOf(behaviours.codedTriggers(agentId)), settingsFromWire(settings)));
  if (Object.keys(settings).length === 0) {
    if (stored(parts, agentId) === null) return;
    await behaviours.apply([{ op: 'delete', kind: 'trigger_policy', id: agentId }]);
    return;
  }
  const createdAt = behaviours.get('trigger_policy', agentId)?.createdAt ?? app.clock.now();
  const record = checkSize({ id: agentId, createdAt, settings });
  await behaviours.apply([{ op: 'put', kind: 'trigger_policy', record }]);
}

/** 422 for what could not be matched against anything, in words that name it. */
function check(settings: Settings): void {
  for (const { name, patterns = [], examples = [], mode } of [
    ...(settings.topics ?? []),
    ...(settings.shadow?.topics ?? []),
  ]) {
    if (patterns.length + examples.length === 0 && mode === undefined)
      throw unprocessable(
        `The topic ${name} needs examples or patterns, or a mode that changes the one of that name.`,
      );
  }
  try {
    compilePolicy(settings);
  } catch (error) {
    if (error instanceof RangeError) throw unprocessable(error.message);
    throw error;
  }
}

function view(parts: ServerParts, agentId: string): TriggerPolicy {
  const coded = parts.behaviours.codedTriggers(agentId);
  const over = stored(parts, agentId);
  const settings =
    over === null ? settingsOf(coded) : overlaySettings(settingsOf(coded), settingsFromWire(over));
  const modes = modesOf(settings);
  const thresholds = { ...DEFAULT_THRESHOLDS, ...settings.thresholds };
  const wire = settingsToWire(settings);
  return {
    agent_id: agentId,
    thresholds: Object.fromEntries(
      Object.entries(WIRE_THRESHOLDS).map(([name, sent]) => [
        sent,
        thresholds[name as keyof typeof thresholds],
      ]),
    ) as unknown as TriggerThresholds,
    modes: { ...modes },
    custom: Object.fromEntries((coded.custom ?? []).map(({ name }) => [name, customMode(settings, name)])),
    phrases: [...(settings.phrases ?? DEFAULT_PHRASES)],
    topics: (wire.topics ?? []).map(({ name, reason, examples, patterns, mode }) => ({
      name,
      reason: reason ?? 'policy_required',
      examples: examples ?? [],
      patterns: patterns ?? [],
      mode: mode ?? modes.policy_topic,
    })),
    shadow: wire.shadow ?? null,
    stored: over,
  };
}
