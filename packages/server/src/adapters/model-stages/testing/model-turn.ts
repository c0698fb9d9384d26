import type { Json } from '@baton/protocol';
import type { HistoryEntry, HistoryMessage } from '../../../engine/conversation-context.ts';
import type { AgentBehaviour } from '../../../engine/behaviour.ts';
import type { ModelCallTrace } from '../../../engine/turn-trace.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { Encoder } from '../../../ports/encoder.ts';
import type { EngineStages } from '../../../ports/engine-stages.ts';
import { ScriptedModel } from '../../../testing/scripted-model.ts';
import type { ScriptedAnswer, ScriptedCall } from '../../../testing/scripted-model.ts';
import { embeddedStages } from '../../embedded/embedded-stages.ts';
import { behaviourOf } from '../../embedded/testing/behaviour.ts';
import { Conversation } from '../../embedded/testing/conversation.ts';
import { modelStages } from '../model-stages.ts';

const TODAY: Date = new Date('2026-01-05T09:00:00Z');

/** The sections of a prompt, by name. */
export type Sections = Readonly<Record<string, readonly Json[]>>;

/** One turn's stages on a model whose answers a test writes, and what they noted. */
export class ModelTurn {
  readonly model: ScriptedModel;
  readonly stages: EngineStages;
  readonly embedded: EngineStages;
  readonly fellBack: (readonly [stage: string, reason: string])[] = [];
  readonly traced: ModelCallTrace[] = [];
  #codes = 0;

  constructor(answers: Readonly<Record<string, ScriptedAnswer>> = {}, encoder: Encoder | null = null) {
    this.model = new ScriptedModel(answers);
    this.embedded = embeddedStages({ now: () => TODAY });
    this.stages = modelStages({
      model: this.model,
      embedded: this.embedded,
      encoder,
      now: () => TODAY,
      newCode: () => `c0de${String(++this.#codes).padStart(12, '0')}`,
    });
  }

  /** A turn that answers `said`; what is named in `over` is as there. */
  context(
    said: string | readonly HistoryEntry[],
    behaviour: AgentBehaviour = behaviourOf([]),
    over: Partial<TurnContext> = {},
  ): TurnContext {
    const history: readonly HistoryEntry[] = typeof said === 'string' ? [message('customer', said, 0)] : said;
    const latest = history.findLast(
      (entry): entry is HistoryMessage => entry.type === 'message' && entry.author === 'customer',
    );
    return {
      ...new Conversation(this.embedded, behaviour).context(),
      history,
      latest: latest ?? null,
      budget: { mostCalls: 20, mostTokens: 100_000, calls: 0, tokens: 0 },
      trace: {
        modelCall: (call) => void this.traced.push(call),
        fellBack: (stage, reason) => void this.fellBack.push([stage, reason]),
        answer: () => undefined,
      },
      ...over,
    };
  }
}

export function message(author: HistoryMessage['author'], text: string, offset: number): HistoryMessage {
  return { type: 'message', author, name: author, text, offset };
}

/** Reads a prompt as a careful reader would: fences with its code, a line of JSON for each entry. Throws where it is not well formed. */
export function sectionsOf(call: ScriptedCall | undefined): Sections {
  const content = call?.request.messages[0]?.content ?? '';
  const lines = content.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/);
  const code = /^CODE (\w+)$/.exec(lines[0] ?? '')?.[1];
  if (code === undefined) throw new Error('a prompt begins with its code');
  const sections: Record<string, Json[]> = {};
  let open: string | null = null;
  for (const line of lines.slice(1, -1)) {
    const fence = /^=== (end )?(\w+) (\w+)$/.exec(line);
    if (fence?.[3] === code) {
      const name: string = fence[2] ?? '';
      if ((fence[1] === undefined) !== (open === null)) throw new Error('sections do not nest');
      open = fence[1] === undefined ? name : null;
      if (open !== null) sections[name] = [];
    } else {
      if (open === null) throw new Error(`a line outside of all sections: ${line}`);
      sections[open]?.push(JSON.parse(line) as Json);
    }
  }
  if (open !== null) throw new Error('a section stays open');
  return sections;
}
