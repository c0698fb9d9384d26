import type { Stores } from '../../ports/stores.ts';
import type { App } from '../app.ts';
import type { Assistance } from '../assist/assistance.ts';
import type { Behaviours } from '../behaviour/behaviours.ts';
import type { ConsoleFeed } from '../feed/console-feed.ts';
import type { FollowUps } from '../follow-ups/follow-ups.ts';
import type { HandoffChanges } from '../handoff-changes.ts';
import type { HandoffTimers } from '../handoff-timers.ts';
import type { PackageKeeper } from '../package/package-keeper.ts';
import type { Staff } from '../staff/staff.ts';
import { ChangeTrimming } from './change-trimming.ts';
import { Node } from './node.ts';
import type { FollowingTime, NodeOptions } from './node.ts';
import { RemoteViews } from './remote-views.ts';

/** This process among others. */
export interface Membership {
  readonly node: Node;
  readonly views: RemoteViews;
}

/** Joins the other nodes on a database, before anything of it is read. It leads only when it stands for it. */
export async function joinCluster(
  stack: AsyncDisposableStack,
  stores: Pick<Stores, 'cluster' | 'remote'>,
  parts: Pick<App, 'clock' | 'log'> &
    Pick<NodeOptions, 'times' | 'record'> & { readonly following: FollowingTime | null },
): Promise<Membership> {
  const { clock, log, record, times, following } = parts;
  const { cluster, remote } = stores;
  const views = stack.use(new RemoteViews({ remote, clock, log }));
  const given = { ...(times !== undefined && { times }), ...(following !== null && { clock: following }) };
  const node = stack.use(new Node({ store: cluster, record, log, ...given }));
  await node.start();
  node.take(stack.use(new ChangeTrimming({ remote, clock, log })));
  return { node, views };
}

/** Has what is held in memory follow what other nodes write, from now on. */
export function followOthers(
  stack: AsyncDisposableStack,
  { node, views }: Membership,
  parts: {
    readonly staff: Staff;
    readonly behaviours: Behaviours;
    readonly toolServices: { heard(service: string): Promise<void> };
    readonly changes: HandoffChanges;
    readonly followUps: FollowUps;
    readonly timers: HandoffTimers;
    readonly keeper: PackageKeeper;
    readonly feed: ConsoleFeed;
    readonly assistance: Assistance;
  },
): void {
  const { changes, behaviours, toolServices, keeper, feed, assistance, followUps, timers } = parts;
  const news = behaviours.subscribe(({ kind, id }) => {
    if (kind === 'service') void toolServices.heard(id);
  });
  stack.defer(() => news.cancel());
  views.start({ ...parts, followers: [changes, keeper, feed, assistance.assists, timers, followUps] });
  // Whoever leads goes by what the store has, not by what it may have been woken for.
  node.take({ lead: () => changes.readAgain(), rest: () => undefined });
}
