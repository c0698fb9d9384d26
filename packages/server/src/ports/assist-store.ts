import type { Suggestion } from '@baton/protocol';

/** A suggestion as its acceptance is measured. Times are microseconds since 1970. */
export interface SuggestionRecord {
  readonly id: string;
  readonly sessionId: string;
  readonly handoffId: string;
  /** Of the customer's message it is for. */
  readonly offset: number;
  readonly operatorId: string;
  readonly at: number;
  readonly by: Suggestion['by'];
  /** It went to the operator's screen. */
  readonly shown: boolean;
  /** Of its text, so that a reply can be told from a changed one without keeping the words. */
  readonly digest: string;
}

/** What became of a suggestion. */
export type SuggestionUse = 'none' | 'sent' | 'edited';

/** An operator's action that has been begun. */
export interface ActionRun {
  readonly sessionId: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly operatorId: string;
  readonly toolId: string;
  readonly at: number;
}

/** Port: what is measured of the help that operators are given, and which actions were begun. It goes with the session. */
export interface AssistStore {
  /** A later record of the same id takes its place; what became of it stays. Does nothing when the session is gone. */
  putSuggestion(record: SuggestionRecord): Promise<void>;
  /** Notes the first reply that was made of it: `sent` when its text has this digest, else `edited`. */
  useSuggestion(id: string, handoffId: string, digest: string): Promise<void>;
  /** What became of the suggestions of a handoff, oldest first. */
  listSuggestions(handoffId: string): Promise<(SuggestionRecord & { readonly used: SuggestionUse })[]>;
  /** Notes that an action is begun; the one that was begun before with this key when there is one. */
  beginAction(run: ActionRun): Promise<ActionRun | null>;
}
