import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster, ClusterMember } from '../start-cluster.ts';
import type { Fault } from './fault-plan.ts';

const SLOW_MS = [20, 200] as const;

/**
 * Carries out a plan; resolves when everything has been mended again. A node is struck again only when it has come
 * back, which may take longer than planned. Throws when it does not come back.
 */
export async function carryOutFaults(
  cluster: Cluster,
  plan: readonly Fault[],
  tell: (line: string) => void,
): Promise<void> {
  const began = performance.now();
  const mended = new Map<number, Promise<void>>();
  await Promise.all(
    plan.map(async (fault) => {
      await delay(fault.at);
      const { promise, resolve } = Promise.withResolvers<void>();
      const before = mended.get(fault.node);
      mended.set(fault.node, promise);
      await before;
      const member = cluster.members[fault.node];
      if (member === undefined) throw new Error(`there is no node ${fault.node}`);
      const name = `${member.node.name} ${fault.kind}`;
      tell(`${seconds(began)} ${name} for ${(fault.lasts / 1000).toFixed(1)} s`);
      const mend = await strike(member, fault);
      await delay(fault.lasts);
      await mend();
      tell(`${seconds(began)} ${name} is over`);
      resolve();
    }),
  );
}

/** Answers how it is mended. */
async function strike(
  { node, toDatabase, toBus }: ClusterMember,
  { kind }: Fault,
): Promise<() => Promise<void>> {
  const heal = async (): Promise<void> => {
    await toDatabase?.heal();
    await toBus?.heal();
  };
  switch (kind) {
    case 'kill':
      await node.kill();
      return () => node.restart();
    case 'end':
      await node.end();
      return () => node.restart();
    case 'pause':
      node.pause();
      return async () => node.resume();
    case 'database-cut':
      await toDatabase?.refuse();
      toDatabase?.cut();
      return heal;
    case 'database-stalled':
      toDatabase?.stall();
      return heal;
    case 'database-slow':
      toDatabase?.delay(...SLOW_MS);
      return heal;
    case 'database-half-open':
      toDatabase?.halfOpen();
      return heal;
    case 'bus-cut':
      await toBus?.refuse();
      toBus?.cut();
      return heal;
    case 'bus-stalled':
      toBus?.stall();
      return heal;
  }
}

function seconds(began: number): string {
  return `${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s`;
}
