import type { JsonObject } from '@baton/protocol';
import type { ToolDefinition } from '../engine/tool-definition.ts';
import type { AgentRecord, CustomerRecord } from './directory-store.ts';
import type { SessionRecord } from './session-store.ts';

/** For whom a tool is run. */
export interface CallSubject {
  readonly session: SessionRecord;
  readonly agent: AgentRecord;
  readonly customer: CustomerRecord;
}

/** What came of a tool that an operator ran. */
export interface OperatorCall {
  /** As a tool event holds it. */
  readonly result: JsonObject;
  /** It gave no result, or none in time. */
  readonly failed: boolean;
  /** What the tool promised the customer; `due` in microseconds since 1970. */
  readonly commitments: readonly { readonly text: string; readonly due: number | null }[];
}

/** Port: runs an author's tool for the operator who holds a session. */
export interface OperatorCaller {
  /**
   * The operator speaks for himself: what the tool says or shows goes nowhere, and whatever mode it asks for the
   * session stays his. Never rejects.
   */
  call(
    subject: CallSubject,
    tool: ToolDefinition,
    args: Record<string, unknown>,
    signal: AbortSignal,
  ): Promise<OperatorCall>;
  /** Of a call that was begun when nobody knows how it ended: the server stopped meanwhile. */
  lost(): OperatorCall;
}
