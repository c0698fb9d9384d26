import type { AuthorCode } from './author-code.ts';
import type { EngineHooks, HookVerdict } from './binding.ts';
import type { ConversationContext } from './conversation-context.ts';

/** A hook has ended the turn: nothing more is said. */
export class Bailed extends Error {}

const HOOK_TIMEOUT_MS = 30_000;

type Details<K extends keyof EngineHooks> =
  NonNullable<EngineHooks[K]> extends (context: ConversationContext, ...details: infer D) => unknown
    ? D
    : never;

/** Asks the hooks of one point in turn. Throws Bailed when one ends the turn, and what one throws. */
export async function callHooks<K extends keyof EngineHooks>(
  author: AuthorCode,
  hooks: readonly EngineHooks[] | undefined,
  point: K,
  context: ConversationContext,
  ...details: Details<K>
): Promise<void> {
  for (const each of hooks ?? []) {
    const hook = each[point] as
      | ((
          context: ConversationContext,
          ...rest: unknown[]
        ) => Promise<HookVerdict | void> | HookVerdict | void)
      | undefined;
    if (hook === undefined) continue;
    const verdict = await author.call(HOOK_TIMEOUT_MS, () => hook.call(each, context, ...details));
    if (verdict === 'bail') throw new Bailed(point);
    if (verdict === 'resolve') return;
  }
}
