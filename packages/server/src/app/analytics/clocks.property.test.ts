import type { HandoffEventData } from '@baton/protocol';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openFigures } from '../../adapters/sqlite/analytics/testing/open-figures.ts';
import { ALWAYS, measureAll } from '../../testing/write-handoff.ts';
import type { EventRecord } from '../../core/log/event-record.ts';
import { clocksOf, roleOf } from '../../core/waiting/service-clocks.ts';
import type { ClockEvent, HandoffClocks } from '../../core/waiting/service-clocks.ts';
import { seeded } from '../../testing/seeded.ts';
import { readWhole } from '../../testing/session-rules.ts';
import { LANES, runLanes } from '../../testing/world-steps.ts';
import { World } from '../../testing/world.ts';

const SECOND = 1_000_000;
/** Many runs take long: BATON_TEST_RUNS multiplies them. */
const PATIENCE = 3_600_000;

describe('whatever customers, operators, outside systems, the AI and the machine do', () => {
  test(
    'C17, C18, C19, H7.4: the figures are those of the logs, read by who did what and by nothing else',
    async () => {
      let waited = 0;
      await fc.assert(
        fc.asyncProperty(LANES, fc.nat(), async (lanes, seed) => {
          const world = await World.create(seed, ['s', 't']);
          // One after the other: what is decided in one moment and written in another has two times.
          for (const step of mixed(lanes)) await runLanes(world, [[step]]);
          const fixture = openFigures(world.db);
          await measureAll(fixture);
          const measures = await fixture.analytics.sum(ALWAYS);
          const wholes = await Promise.all(world.sessionIds.map((id) => readWhole(fixture.sessions, id)));
          const logs = wholes.map(({ log }) => log);
          const handoffs = logs.flatMap((log) => clocksOf(log.flatMap(clockEvents)).handoffs);
          // Who came unasked was not waited for.
          const asked = handoffs.filter(({ requestedAt, acceptedAt }) => requestedAt !== acceptedAt);
          expect(measures.handoffs).toBe(handoffs.length);
          expect(measures.open).toBe(handoffs.filter(({ endedAt }) => endedAt === null).length);
          expectMean(measures.acceptance, asked, (each) => each.acceptedAt);
          expectMean(measures.first_word, asked, (each) => each.firstHumanWordAt);
          for (const [name, stage] of ENDS)
            expect(measures[name].count).toBe(handoffs.filter(({ end }) => end === stage).length);
          expect(measures.sessions).toBe(logs.filter((log) => log.some(isCustomers)).length);
          waited += measures.acceptance.count;
        }),
        seeded(30),
      );
      // Histories in which nobody waits for anybody would show nothing.
      expect(waited).toBeGreaterThan(0);
    },
    PATIENCE,
  );
});

/** Each lane in its own order. */
function mixed<T>(lanes: readonly (readonly T[])[]): T[] {
  const longest = Math.max(...lanes.map((lane) => lane.length));
  return Array.from({ length: longest }, (_, index) =>
    lanes.flatMap((lane) => lane.slice(index, index + 1)),
  ).flat();
}

const ENDS = [
  ['resolved', 'resolved'],
  ['returned', 'returned'],
  ['abandoned', 'abandoned'],
  ['withdrawn', 'withdrawn'],
  ['callbacks', 'callback'],
  ['failed', 'failed'],
] as const;

function clockEvents({ at, kind, source, data }: EventRecord): ClockEvent[] {
  if (kind === 'message') return [{ at, type: 'said', role: roleOf(source) }];
  if (kind !== 'custom' || source !== 'system') return [];
  const { type } = JSON.parse(data) as HandoffEventData;
  switch (type) {
    case 'handoff.requested':
      return [{ at, type: 'requested' }];
    case 'handoff.accepted':
    case 'handoff.taken-over':
      return [{ at, type: 'accepted' }];
    case 'handoff.resolved':
    case 'handoff.returned':
    case 'handoff.abandoned':
    case 'handoff.withdrawn':
    case 'handoff.callback':
    case 'handoff.failed':
      return [{ at, type: 'ended', stage: type.slice('handoff.'.length) as 'resolved' }];
    default:
      return [];
  }
}

/** Each time that is known, and the mean of them. */
function expectMean(
  spread: { readonly count: number; readonly mean: number | null },
  handoffs: readonly HandoffClocks[],
  timeOf: (clocks: HandoffClocks) => number | null,
): void {
  const times = handoffs.flatMap((each) => {
    const at = timeOf(each);
    return at === null ? [] : [(at - each.requestedAt) / SECOND];
  });
  expect(spread.count).toBe(times.length);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  if (times.length > 0) expect(spread.mean ?? NaN).toBeCloseTo(mean, 1);
}

function isCustomers({ kind, source, deleted }: EventRecord): boolean {
  return kind === 'message' && source === 'customer' && !deleted;
}
