import type { JsonObject } from '@baton/protocol';
import type { AgentBehaviour } from './behaviour.ts';
import type { ConversationContext } from './conversation-context.ts';

/** All a turn knows. */
export interface TurnContext extends ConversationContext {
  readonly behaviour: AgentBehaviour;
  /** What the stages kept from the turn before; `{}` at first. */
  readonly state: JsonObject;
}
