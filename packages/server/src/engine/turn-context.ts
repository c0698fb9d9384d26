import type { Json, JsonObject } from '@baton/protocol';
import type { ModelBudget } from '../ports/model.ts';
import type { AgentBehaviour } from './behaviour.ts';
import type { ConversationContext } from './conversation-context.ts';
import type { TurnTrace } from './turn-trace.ts';

/** The value of a context variable for this conversation. */
export interface VariableReading {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly data: Json;
}

/** All a turn knows. */
export interface TurnContext extends ConversationContext {
  readonly behaviour: AgentBehaviour;
  readonly variables: readonly VariableReading[];
  /** What the stages kept from the turn before; `{}` at first. */
  readonly state: JsonObject;
  /** What the turn may spend on language models. */
  readonly budget: ModelBudget;
  readonly trace: TurnTrace;
}
