import type { Trigger } from '../ports/engine-stages.ts';
import { AUTHOR_TIMEOUT_MS } from './author-code.ts';
import { readHandoffControl } from './handoff-control.ts';
import type { TurnContext } from './turn-context.ts';
import type { TurnScope } from './turn-scope.ts';

const LONGEST_QUOTE = 300;

/**
 * Whether the customer's message calls for a person: by the built-in rules first, then by the author's triggers,
 * in their order. `unmoderated`: the context with what the customer really wrote. Somebody who asks for a person in
 * words that are flagged still gets one: the rules do not follow instructions.
 */
export async function detectTriggers(scope: TurnScope, unmoderated: TurnContext): Promise<Trigger | null> {
  const { context, stages } = scope;
  if (context.latest === null) return null;
  const found = await scope.stage('detect', stages.triggers.detect(unmoderated));
  return found ?? customTrigger(scope);
}

async function customTrigger({ context, author }: TurnScope): Promise<Trigger | null> {
  const custom = context.behaviour.binding.triggers?.custom ?? [];
  if (custom.length === 0) return null;
  const findings = await Promise.all(
    custom.map(async ({ name, detect }) => {
      const finding = await author.attempt(`trigger ${name}`, AUTHOR_TIMEOUT_MS, () => detect(context));
      return finding === null || typeof finding.reason !== 'string' ? null : { name, finding };
    }),
  );
  const first = findings.find((each) => each !== null) ?? null;
  if (first === null) return null;
  const { name, finding } = first;
  const { score, quote, handoff } = finding;
  return {
    reason: readHandoffControl({ reason: finding.reason }).reason ?? 'complex_issue',
    evidence: {
      trigger: `custom:${name}`,
      offset: context.latest?.offset ?? null,
      score: typeof score === 'number' && Number.isFinite(score) ? score : null,
      threshold: null,
      quote: (quote ?? context.latest?.text)?.slice(0, LONGEST_QUOTE).toWellFormed() ?? null,
    },
    ...(handoff !== undefined && { handoff }),
  };
}
