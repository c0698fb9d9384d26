import type { AssistStore } from '../../ports/assist-store.ts';
import type { DraftRewriter } from '../../ports/draft-rewriter.ts';
import type { OperatorCaller } from '../../ports/operator-caller.ts';
import type { ReplySuggester } from '../../ports/reply-suggester.ts';
import type { SummaryWriter } from '../../ports/summary-writer.ts';
import type { App } from '../app.ts';
import type { Behaviours } from '../behaviour/behaviours.ts';
import type { ConsoleFeed } from '../feed/console-feed.ts';
import type { HandoffChanges } from '../handoff-changes.ts';
import { HandoffDesk } from '../handoff-desk.ts';
import { Assists } from './assists.ts';
import { DraftRewrites } from './draft-rewrites.ts';
import { QuickActions } from './quick-actions.ts';

/** What writes for operators; null where it takes a language model and none is set up. */
export interface AssistEngine {
  readonly replySuggester: ReplySuggester;
  readonly draftRewriter: DraftRewriter | null;
  readonly summaryWriter: SummaryWriter | null;
}

/** All that helps an operator in a stretch (H8.1). */
export interface Assistance {
  readonly assists: Assists;
  readonly actions: QuickActions;
  readonly rewrites: DraftRewrites;
  readonly summaryWriter: SummaryWriter | null;
}

/** Before the changes start, so that every session that is held is known. */
export function openAssistance(
  stack: AsyncDisposableStack,
  app: App,
  parts: {
    readonly changes: HandoffChanges;
    readonly behaviours: Behaviours;
    readonly feed: ConsoleFeed;
    readonly store: AssistStore;
    readonly engine: AssistEngine;
    readonly caller: OperatorCaller;
  },
): Assistance {
  const { changes, behaviours, feed, store, engine, caller } = parts;
  const { replySuggester: suggester, draftRewriter, summaryWriter } = engine;
  const assists = new Assists(app, {
    changes,
    behaviours,
    suggester,
    store,
    model: draftRewriter !== null,
    isRead: (operatorId) => feed.isRead(operatorId),
    tell: (operatorId, assist) => feed.tellAssist(operatorId, assist),
  });
  const desk = new HandoffDesk(app);
  return {
    assists: stack.use(assists),
    actions: stack.use(new QuickActions({ app, behaviours, desk, store, caller })),
    rewrites: new DraftRewrites(draftRewriter, app),
    summaryWriter,
  };
}
