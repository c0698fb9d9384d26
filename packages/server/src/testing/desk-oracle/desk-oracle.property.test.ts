import { expect, test } from 'vitest';
import { seeded } from '../seeded.ts';
import { checkHistories, checkOnServer } from './check-histories.ts';

/** As many as take less than a minute of one core; `npm run oracle` plays more. */
const HISTORIES = 12_000;
const ON_SERVER = 100;
/** Of a machine that has other things to do, in milliseconds. */
const PATIENCE = 1_800_000;
const patient = { interruptAfterTimeLimit: PATIENCE };

test(
  'H2, H3, H6, H7.4: after any history the desk stands where the plainest reading of the rules puts it',
  () => {
    const { histories, offers, ended } = checkHistories({ ...seeded(HISTORIES), ...patient });
    // Histories in which nothing happens would prove nothing.
    expect(offers).toBeGreaterThan(2 * histories);
    expect(ended).toBeGreaterThan(2 * histories);
  },
  PATIENCE,
);

test(
  'H1.4, H2, H3, H6: and so does a whole server, with its store, timers, leases and dispatcher, restarted at any point',
  async () => {
    expect(await checkOnServer({ ...seeded(ON_SERVER), ...patient })).toBeGreaterThan(0);
  },
  PATIENCE,
);
