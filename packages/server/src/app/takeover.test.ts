import { expect, test } from 'vitest';
import { SystemClock } from '../adapters/local/system-clock.ts';
import { applyEvent, foldControl } from '../core/log/fold-control.ts';
import type { EventRecord } from '../core/log/event-record.ts';
import { Random } from '../testing/interleaving.ts';
import { ANNA } from '../testing/make.ts';
import { openSqliteFixture } from '../testing/open-store.ts';
import { scriptedStages } from '../testing/scripted-stages.ts';
import type { StageName } from '../testing/scripted-stages.ts';
import { checkFence } from '../testing/session-rules.ts';
import { TestApp } from '../testing/test-app.ts';
import { microtasks, turnsOfTheLoop } from '../testing/until.ts';
import { newTraceId } from './random-id.ts';

const SESSIONS = 1250;
const TAKEOVERS_EACH = 8;

/** The four ways in which the AI loses a session. Each resolves when the person has it. */
const TAKEOVERS: readonly ((server: TestApp, sessionId: string) => Promise<unknown>)[] = [
  (server, id) => server.setMode('manual', id),
  (server, id) => server.personSays('Let me.', id),
  async (server, id) => {
    await server.button(id);
    await server.command({ do: 'accept', operator: ANNA }, id);
  },
  (server, id) => server.desk.takeOver(id, ANNA, { traceId: newTraceId() }),
];

test('H2.1 C2: in 10,000 takeovers at random points of a turn the AI says nothing under an epoch that is over', async () => {
  await using fixture = await openSqliteFixture(new SystemClock());
  const stageOf = new Map<string, StageName>();
  const slow = new Random(1);
  const stages = scriptedStages({
    async pause(stage, context) {
      stageOf.set(context.sessionId, stage);
      if (slow.below(3) > 0) await turnsOfTheLoop(slow.below(5));
      else await microtasks(slow.below(20));
    },
  });
  const { sessions, directory, behaviour, traces, desk, assist } = fixture.stores;
  await using server = await TestApp.start({
    ...fixture,
    sessions,
    directory,
    behaviour,
    traces,
    desk,
    assist,
    stages,
    concurrency: SESSIONS,
  });
  const hits = new Map<string, number>();

  await Promise.all(
    Array.from({ length: SESSIONS }, async (_unused, number) => {
      const random = new Random(number);
      const id = `session-${number}`;
      await server.open(id);
      for (let round = 0; round < TAKEOVERS_EACH; round++) {
        await server.customerSays(`question ${round}`, id);
        await turnsOfTheLoop(random.below(14));
        await microtasks(random.below(30));
        const running = server.turns.isRunning(id) ? (stageOf.get(id) ?? 'start') : 'none';
        hits.set(running, (hits.get(running) ?? 0) + 1);
        await TAKEOVERS[random.below(TAKEOVERS.length)]!(server, id);
        stageOf.delete(id);
        // The session may go back to the AI while the turn that lost it is still being unwound.
        await turnsOfTheLoop(random.below(4));
        await server.setMode('auto', id);
      }
    }),
  );
  await server.turns.idle();

  let takeovers = 0;
  let answers = 0;
  const broken: string[] = [];
  for (let number = 0; number < SESSIONS; number++) {
    const id = `session-${number}`;
    const log = await sessions.listEvents({ sessionId: id, minOffset: 0, limit: 100_000 });
    broken.push(...checkFence(log), ...checkSilence(log));
    takeovers += countTakeovers(log);
    answers += log.filter((event) => event.source === 'ai_agent' && event.kind === 'message').length;
    const { mode, epoch } = foldControl(log);
    expect((await sessions.readSession(id))?.control).toMatchObject({ mode, epoch });
  }
  const byStage = [...hits].map(([stage, count]) => `${stage} ${count}`).join(', ');
  process.stdout.write(
    `H2.1: ${takeovers} takeovers (stage of the turn: ${byStage}), ${answers} AI messages, ${broken.length} of an older epoch\n`,
  );
  expect(broken).toEqual([]);
  expect(takeovers).toBe(SESSIONS * TAKEOVERS_EACH);
  // It must have been worth it: most takeovers came in the middle of a turn, and the AI did speak at times.
  expect(hits.get('none') ?? 0).toBeLessThan(takeovers / 2);
  expect(answers).toBeGreaterThan(0);
  expect(server.log.errors).toEqual([]);
}, 120_000);

/** By offsets alone: between a takeover and the return there is no event of the AI. */
function checkSilence(log: readonly EventRecord[]): string[] {
  let control = foldControl([]);
  return log.flatMap((event) => {
    control = applyEvent(control, event);
    if (control.mode === 'auto' || event.source !== 'ai_agent') return [];
    return [`${event.sessionId}: an ai_agent event at ${event.offset} while a person holds the session`];
  });
}

/** Times at which the log goes from the AI to a person. */
function countTakeovers(log: readonly EventRecord[]): number {
  let control = foldControl([]);
  let count = 0;
  for (const event of log) {
    const before = control.mode;
    control = applyEvent(control, event);
    if (before === 'auto' && control.mode === 'manual') count++;
  }
  return count;
}
