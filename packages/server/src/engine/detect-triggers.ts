import { customMode } from '../core/triggers/custom-mode.ts';
import { orderTriggers } from '../core/triggers/order-triggers.ts';
import type { Trigger } from '../ports/engine-stages.ts';
import { AUTHOR_TIMEOUT_MS } from './author-code.ts';
import type { CustomFinding } from './binding.ts';
import { readHandoffControl } from './handoff-control.ts';
import type { TurnContext } from './turn-context.ts';
import type { TurnRecorder } from './turn-recorder.ts';
import type { TurnScope } from './turn-scope.ts';

const LONGEST_QUOTE = 300;
/** Somebody who is to get a person anyway does not wait longer for what else an author's code would say. */
const GRACE_MS = 300;

/**
 * All that calls for a person in what the customer wrote, by the built-in rules and by the author's triggers, in the
 * order in which it counts. What is only to be noted is noted here and left out (H4.6). `unmoderated`: the context
 * with what the customer really wrote. Somebody who asks for a person in words that are flagged still gets one: the
 * rules do not follow instructions.
 */
export async function detectTriggers(
  scope: TurnScope,
  unmoderated: TurnContext,
): Promise<readonly Trigger[]> {
  const { context, stages, recorder } = scope;
  // What was written before the end of a handoff is for the AI to answer, not a reason for another one (H8.4).
  if (context.latest === null || context.latest.offset <= context.dealtWith) return [];
  const custom = new CustomTriggers(scope);
  const found = await scope.stage('detect', stages.triggers.detect(unmoderated));
  const own = await custom.findings(found.some(acts) ? GRACE_MS : AUTHOR_TIMEOUT_MS);
  return orderTriggers(actingOf(recorder, [...found, ...own]));
}

/** Those that bring a person; the others are noted in the turn's record. */
export function actingOf(recorder: TurnRecorder, triggers: readonly Trigger[]): readonly Trigger[] {
  for (const { reason, evidence, heldBack } of triggers) {
    if (heldBack !== undefined) recorder.trigger(reason, evidence, heldBack);
  }
  return triggers.filter(acts);
}

function acts({ heldBack }: Trigger): boolean {
  return heldBack === undefined;
}

/** The author's own triggers of one turn. They run beside the built-in rules, each for itself. */
class CustomTriggers {
  readonly #scope: TurnScope;
  readonly #found: Trigger[] = [];
  readonly #running: Promise<unknown>;

  constructor(scope: TurnScope) {
    this.#scope = scope;
    const custom = scope.context.behaviour.binding.triggers?.custom ?? [];
    this.#running = Promise.all(custom.map(({ name, detect }) => this.#run(name, detect)));
    this.#running.catch(() => undefined);
  }

  /** What has been found within a time. */
  async findings(milliseconds: number): Promise<readonly Trigger[]> {
    const { author, context } = this.#scope;
    const custom = context.behaviour.binding.triggers?.custom ?? [];
    if (custom.length === 0) return [];
    // Each has a time of its own to be late by: only a shorter one is kept here.
    if (milliseconds >= AUTHOR_TIMEOUT_MS) await this.#running;
    else await author.attempt('triggers', milliseconds, () => this.#running);
    const order = custom.map(({ name }) => `custom:${name}`);
    const placeOf = ({ evidence }: Trigger): number => order.indexOf(evidence.trigger);
    return this.#found.toSorted((a, b) => placeOf(a) - placeOf(b));
  }

  async #run(name: string, detect: (context: TurnContext) => unknown): Promise<void> {
    const { author, context } = this.#scope;
    const mode = customMode(context.behaviour.binding.triggers ?? {}, name);
    if (mode === 'off') return;
    const finding = (await author.attempt(`trigger ${name}`, AUTHOR_TIMEOUT_MS, () =>
      detect(context),
    )) as CustomFinding | null;
    if (finding === null || typeof finding?.reason !== 'string') return;
    const trigger = customTrigger(name, finding, context);
    this.#found.push(mode === 'act' ? trigger : { ...trigger, heldBack: 'shadow' });
  }
}

function customTrigger(name: string, finding: CustomFinding, { latest }: TurnContext): Trigger {
  const { score, quote, handoff } = finding;
  return {
    reason: readHandoffControl({ reason: finding.reason }).reason ?? 'complex_issue',
    evidence: {
      trigger: `custom:${name}`,
      offset: latest?.offset ?? null,
      score: typeof score === 'number' && Number.isFinite(score) ? score : null,
      threshold: null,
      quote: (quote ?? latest?.text)?.slice(0, LONGEST_QUOTE).toWellFormed() ?? null,
    },
    ...(handoff !== undefined && { handoff }),
  };
}
