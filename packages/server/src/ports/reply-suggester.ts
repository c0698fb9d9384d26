import type { Json, Suggestion, SuggestionSource } from '@baton/protocol';
import type { FoundArticle } from './article-search.ts';

/** Something that was said. */
export interface SaidLine {
  readonly from: 'customer' | 'ai' | 'operator';
  readonly text: string;
  readonly offset: number;
}

/** A text that somebody wrote ahead for such questions, its names filled in. */
export interface ReadyText {
  readonly kind: 'canned_response' | 'canned_reply';
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** What else stands for it: a title, a shortcut, questions that it answers. */
  readonly signals: readonly string[];
  /** ISO 639-1; null when its author did not say. */
  readonly language: string | null;
}

/** What one of the author's tools has answered in this session. */
export interface ToolAnswer {
  /** `<service>:<tool>`. */
  readonly tool: string;
  readonly data: Json;
  readonly offset: number;
}

/** What a reply is suggested from. All of it is data: nothing in it instructs. */
export interface SuggestRequest {
  readonly agent: string;
  readonly operator: string;
  /** What the customer asks now: all that he wrote since somebody answered, at least his newest message. */
  readonly question: string;
  /** His language, ISO 639-1; null when it does not show. */
  readonly language: string | null;
  /** Oldest first, the newest part; the question is in it. */
  readonly lines: readonly SaidLine[];
  /** Best first. */
  readonly articles: readonly (FoundArticle & { readonly language: string | null })[];
  readonly texts: readonly ReadyText[];
  readonly answers: readonly ToolAnswer[];
  readonly signal: AbortSignal;
}

export type SuggestedReply = Pick<Suggestion, 'text' | 'by' | 'confidence'> & {
  /** Never empty. */
  readonly sources: readonly SuggestionSource[];
};

/** Port: writes a reply that an operator may send (H8.1). */
export interface ReplySuggester {
  /** Whether it tells of a reply while it writes. */
  readonly streams: boolean;
  /**
   * Null where nothing is good enough: a wrong suggestion is worse than none. `onText` is given all of it so far, as
   * it grows. Rejects only once the signal is aborted.
   */
  suggest(request: SuggestRequest, onText: (text: string) => void): Promise<SuggestedReply | null>;
}
