import { expect, test } from 'vitest';
import { HAS_POSTGRES, NO_POSTGRES } from '../../../server/src/testing/postgres/open-postgres-fixture.ts';
import { chaosRun } from './chaos/chaos-run.ts';
import type { Fault } from './chaos/fault-plan.ts';
import { findPrograms } from './programs.ts';

/*
 * Three nodes on one database, their customers and their operators, and what goes wrong between them. A longer run,
 * with faults drawn from a seed: `npm run chaos -- --minutes 5 --seed 7`.
 */

const MISSING = [
  ...(HAS_POSTGRES ? [] : [NO_POSTGRES]),
  ...(findPrograms().nats === null ? ['no nats-server is installed'] : []),
].join(', and ');

test.skipIf(MISSING !== '')(
  `C1 C2 H1.2 H1.3 H2.1 H3.1 H6.2 nodes that are killed, stand still and lose their networks break nothing${MISSING === '' ? '' : `: ${MISSING}`}`,
  { timeout: 150_000 },
  async () => {
    const plan: Fault[] = [
      { at: 1500, kind: 'kill', node: 0, lasts: 1000 },
      { at: 3000, kind: 'pause', node: 1, lasts: 7000 },
      { at: 5000, kind: 'database-stalled', node: 2, lasts: 1500 },
      { at: 7000, kind: 'bus-cut', node: 2, lasts: 2000 },
      { at: 8500, kind: 'end', node: 0, lasts: 300 },
      { at: 10_500, kind: 'database-cut', node: 1, lasts: 1500 },
    ];
    const report = await chaosRun({
      seed: 6,
      nodes: 3,
      customers: 30,
      operators: 6,
      during: 12_000,
      plan,
      // One machine's clock is three minutes fast, another's two minutes slow.
      skews: [0, 180_000, -120_000],
    });
    expect(report.broken).toEqual([]);
    expect(report.acknowledged).toBeGreaterThan(50);
    expect(report.answers).toBeGreaterThan(20);
    expect(report.handoffs).toBeGreaterThan(3);
  },
);
