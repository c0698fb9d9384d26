import { foldText } from '../../../core/nlp/fold-text.ts';
import { tokenise } from '../../../core/nlp/tokenise.ts';
import type { Guideline } from '../../../engine/behaviour.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { Encoder } from '../../../ports/encoder.ts';
import { readState } from '../../embedded/embedded-state.ts';
import { guidelineIndex } from '../../embedded/match/behaviour-index.ts';
import { lastSaid, unansweredText } from '../../embedded/unanswered.ts';
import { ConditionVectors, cosine } from './condition-vectors.ts';

/** As many as a model judges well at once, and as cost a call some 1500 tokens. */
const MOST_BY_MEANING = 30;
/** By words alone a good one may be far down: more are let through. */
const MOST_BY_WORDS = 100;
const MOST_EXAMPLES = 4;
const MOST_CHARACTERS = 500;
const MOST_WORDS = 60;
/** More texts than this are not encoded while a customer waits: each takes some 3 ms. */
const MOST_AT_ONCE = 64;

/**
 * Narrows many guidelines down to those a model is asked about. What the conversation is waiting for is always
 * among them. In the order given, so that equal candidates make equal prompts.
 */
export class Shortlist {
  readonly #vectors: ConditionVectors | null;

  constructor(encoder: Encoder | null) {
    this.#vectors = encoder === null ? null : new ConditionVectors(encoder);
  }

  /** `needed`: ids that stay in any case, e.g. those that begin a journey. */
  async narrow(
    context: TurnContext,
    guidelines: readonly Guideline[],
    needed: ReadonlySet<string>,
  ): Promise<readonly Guideline[]> {
    if (guidelines.length <= MOST_BY_MEANING) return guidelines;
    const scores = await this.#byMeaning(context, guidelines);
    if (scores !== null) return best(guidelines, scores, keep(context, needed), MOST_BY_MEANING);
    if (guidelines.length <= MOST_BY_WORDS) return guidelines;
    return best(guidelines, byWords(context), keep(context, needed), MOST_BY_WORDS);
  }

  /** Resolves when vectors are not being made in the background. */
  async idle(): Promise<void> {
    await this.#vectors?.idle();
  }

  /** Null when there is no encoder, it fails, or it is not ready for so many texts. */
  async #byMeaning(
    context: TurnContext,
    guidelines: readonly Guideline[],
  ): Promise<ReadonlyMap<string, number> | null> {
    if (this.#vectors === null || context.latest === null) return null;
    const texts = guidelines.flatMap(textsOf);
    if (this.#vectors.unknown(texts) > MOST_AT_ONCE) {
      this.#vectors.prepare(texts);
      return null;
    }
    const said = queriesOf(context);
    try {
      const vectors = await this.#vectors.vectors([...texts, ...said]);
      const queries = said.flatMap((text) => vectors.get(text) ?? []);
      const near = (text: string): number => {
        const vector = vectors.get(text);
        return vector === undefined ? 0 : Math.max(0, ...queries.map((query) => cosine(query, vector)));
      };
      return new Map(
        guidelines.map((guideline) => [guideline.id, Math.max(...textsOf(guideline).map(near))]),
      );
    } catch {
      context.signal.throwIfAborted();
      return null;
    }
  }
}

function textsOf({ condition, examples }: Guideline): string[] {
  return [condition, ...examples.slice(0, MOST_EXAMPLES)].map((text) => text.slice(0, MOST_CHARACTERS));
}

/** "Yes, please" means something only beside what it answers. */
function queriesOf(context: TurnContext): string[] {
  const said = unansweredText(context).slice(-MOST_CHARACTERS);
  const before = lastSaid(context)?.text.slice(-MOST_CHARACTERS);
  return before === undefined ? [said] : [said, `${before}\n${said}`];
}

function byWords(context: TurnContext): ReadonlyMap<string, number> {
  const words = tokenise(foldText(unansweredText(context))).slice(0, MOST_WORDS);
  return new Map(
    guidelineIndex(context.behaviour)
      .rank(words)
      .map(({ owner, score }) => [owner, score]),
  );
}

function keep(context: TurnContext, needed: ReadonlySet<string>): ReadonlySet<string> {
  const { pending, followed, choices } = readState(context);
  const waiting = [pending?.guidelineId, followed, ...choices].filter((id) => typeof id === 'string');
  return new Set([...needed, ...waiting]);
}

function best(
  guidelines: readonly Guideline[],
  scores: ReadonlyMap<string, number>,
  kept: ReadonlySet<string>,
  most: number,
): Guideline[] {
  const rank = ({ id }: Guideline): number => (kept.has(id) ? 2 : (scores.get(id) ?? 0));
  const chosen = new Set(guidelines.toSorted((a, b) => rank(b) - rank(a)).slice(0, most));
  return guidelines.filter((guideline) => chosen.has(guideline));
}
