import type { Logger } from 'pino';
import type { Secret } from '../../core/secret.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Encoder } from '../../ports/encoder.ts';
import { endpointName } from '../../ports/model-settings.ts';
import type { ModelEndpoint, ModelSettings } from '../../ports/model-settings.ts';
import type { Model, ModelBudget } from '../../ports/model.ts';
import type { Moderator } from '../../ports/moderator.ts';

export interface OpenedModels extends AsyncDisposable {
  /** The chain as one model; null: none is set up. */
  readonly model: Model | null;
  readonly moderator: Moderator;
  /** Vectors of the endpoint that is set up; null: none is, or it did not answer. */
  readonly encoder: Encoder | null;
  /** What one turn may spend. */
  readonly newBudget: () => ModelBudget;
}

export interface ModelParts {
  readonly clock: Clock;
  readonly log: Pick<Logger, 'warn' | 'debug'>;
  /** The embedded moderator. */
  readonly moderator: Moderator;
  /** 0..1; default: the machine's. */
  readonly random?: () => number;
}

/**
 * Opens what the settings name. Packages of providers are loaded at the first call; without a chain nothing of
 * the kind is ever loaded. Disposing ends the calls that are under way.
 */
export async function openModels(settings: ModelSettings, parts: ModelParts): Promise<OpenedModels> {
  const random = parts.random ?? Math.random;
  const closing = new AbortController();
  const encoder = await openEncoder(settings, parts, random);
  return {
    model: settings.chain.length === 0 ? null : await openChain(settings, parts, random, closing.signal),
    moderator: await openModerator(settings, parts),
    encoder,
    newBudget: () => ({
      mostCalls: settings.budget.calls,
      mostTokens: settings.budget.tokens,
      calls: 0,
      tokens: 0,
    }),
    async [Symbol.asyncDispose]() {
      closing.abort(new Error('The models are closed'));
      await encoder?.[Symbol.asyncDispose]();
    },
  };
}

/** What is set up, in names: for the log at the start and for health. */
export function describeModels(settings: ModelSettings): {
  models: string[];
  moderation: string;
  embeddings: string | null;
} {
  return {
    models: settings.chain.map(endpointName),
    moderation: settings.moderation === null ? 'embedded' : endpointName(settings.moderation),
    embeddings: settings.embeddings === null ? null : endpointName(settings.embeddings.endpoint),
  };
}

async function openChain(
  settings: ModelSettings,
  { clock, log }: ModelParts,
  random: () => number,
  closing: AbortSignal,
): Promise<Model> {
  const { FallbackModel } = await import('./fallback-model.ts');
  const { ResilientModel } = await import('./resilient-model.ts');
  const secrets = secretsOf(settings);
  const open = (endpoint: ModelEndpoint): Model =>
    new ResilientModel(endpoint, {
      open: async () => {
        const { openCalls } = await import('./ai-sdk-calls.ts');
        return openCalls(endpoint, settings);
      },
      clock,
      random,
      secrets,
      settings,
    });
  return new FallbackModel(settings.chain.map(open), { clock, log, closing, deadline: settings.deadline });
}

async function openModerator(
  { moderation }: ModelSettings,
  { clock, log, moderator }: ModelParts,
): Promise<Moderator> {
  if (moderation === null) return moderator;
  const { OpenAiModerator } = await import('./openai-moderator.ts');
  return new OpenAiModerator(moderation, { clock, log, embedded: moderator });
}

async function openEncoder(
  { embeddings, requestTimeout, retries }: ModelSettings,
  { clock, log }: ModelParts,
  random: () => number,
): Promise<Encoder | null> {
  if (embeddings === null) return null;
  const { EndpointEncoder } = await import('./endpoint-encoder.ts');
  const { endpoint, dimensions } = embeddings;
  try {
    return await EndpointEncoder.open(endpoint, { clock, random, requestTimeout, retries, dimensions });
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'failed';
    log.warn({ model: endpointName(endpoint), reason }, 'no embeddings: the embedded encoder is used');
    return null;
  }
}

/** Of the whole chain: a gateway in front of several may repeat any of their keys. */
function secretsOf({ chain, embeddings, moderation }: ModelSettings): Secret[] {
  const endpoints = [...chain, embeddings?.endpoint, moderation];
  return endpoints.flatMap((endpoint) => (endpoint?.key ? [endpoint.key] : []));
}
