import type { GuidelineMatch, GuidelineMatcher, MatchInput, Matching } from '../ports/engine-stages.ts';
import { AUTHOR_TIMEOUT_MS } from './author-code.ts';
import type { AuthorCode } from './author-code.ts';
import { MATCH_ALWAYS } from './binding.ts';
import type { Guideline } from './behaviour.ts';
import type { TurnContext } from './turn-context.ts';

/** Judges conditions: an author's own matcher where there is one, beside the stage for all others. */
export async function judgeGuidelines(
  context: TurnContext,
  input: MatchInput,
  parts: { readonly author: AuthorCode; readonly matcher: GuidelineMatcher },
): Promise<Matching> {
  const custom = input.guidelines.filter(({ binding }) => binding.matcher !== undefined);
  const rest =
    custom.length === 0 ? input.guidelines : input.guidelines.filter((each) => !custom.includes(each));
  const [own, judged] = await Promise.all([
    Promise.all(custom.map((guideline) => judgeByAuthor(context, guideline, parts.author))),
    parts.matcher.match(context, { ...input, guidelines: rest }),
  ]);
  if (custom.length === 0) return judged;
  return { matches: [...own.flatMap((match) => match ?? []), ...judged.matches], steps: judged.steps };
}

async function judgeByAuthor(
  context: TurnContext,
  guideline: Guideline,
  author: AuthorCode,
): Promise<GuidelineMatch | null> {
  const { matcher } = guideline.binding;
  if (matcher === undefined) return null;
  if (matcher === MATCH_ALWAYS) return { guideline, score: 1, rationale: 'holds always' };
  const holds = await author.attempt(`matcher of ${guideline.id}`, AUTHOR_TIMEOUT_MS, () => matcher(context));
  return holds === true ? { guideline, score: 1, rationale: 'its matcher says so' } : null;
}
