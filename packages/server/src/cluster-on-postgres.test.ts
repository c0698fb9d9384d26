import { BatonClient, BehaviourClient, FollowUpClient, StaffClient } from '@baton/client';
import type { StreamUpdate } from '@baton/client';
import type { StreamFrame } from '@baton/protocol';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { App } from './app/app.ts';
import { carryOut } from './app/routing/carry-out.ts';
import { Standing } from './app/routing/standing.ts';
import { readConfig } from './config.ts';
import { startContext } from './context.ts';
import type { Context, ContextOptions } from './context.ts';
import { makeAgent } from './testing/make.ts';
import { PlainStages } from './testing/plain-stages.ts';
import { HAS_POSTGRES, NO_POSTGRES, TestPostgres } from './testing/postgres/open-postgres-fixture.ts';
import { TempFolder } from './testing/temp-folder.ts';
import { until } from './testing/until.ts';

const MIA = { id: 'mia', name: 'Mia' };
/** Milliseconds: a node that falls silent is taken for dead soon, also on a machine that is busy. */
const TIMES = { every: 100, ttl: 1500, timeout: 1000 };

/** Waits without keeping the database busy with questions. */
async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  await until(async () => {
    if (await condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
    return false;
  });
}

describe.skipIf(!HAS_POSTGRES)(`nodes on one database${HAS_POSTGRES ? '' : `: ${NO_POSTGRES}`}`, () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await TestPostgres.start();
  });
  afterAll(() => postgres[Symbol.asyncDispose]());

  async function start(
    database: string,
    name: string,
    options: Partial<ContextOptions> = {},
  ): Promise<Context> {
    const files = new TempFolder();
    const config = readConfig({
      PORT: '0',
      BATON_DATABASE: database,
      BATON_ATTACHMENTS: files.join('files'),
      BATON_LOG_LEVEL: 'silent',
      BATON_NODE: name,
    });
    const given = {
      stages: new PlainStages().stages,
      pages: { console: null, chat: null },
      nodeTimes: TIMES,
      ...options,
    };
    const node = await startContext(config, given, async ({ app }) => {
      await app.directory.putAgent(makeAgent());
    });
    onTestFinished(async () => {
      await node[Symbol.asyncDispose]();
      files[Symbol.dispose]();
    });
    return node;
  }

  /** So many servers, the first of which leads. */
  async function cluster(size: number, options: Partial<ContextOptions> = {}): Promise<Context[]> {
    const database = await postgres.createDatabase();
    const nodes: Context[] = [];
    for (let i = 0; i < size; i++) nodes.push(await start(database, `node-${i}`, options));
    return nodes;
  }

  const on = (node: Context): BatonClient => new BatonClient({ baseUrl: node.url });
  const staffOn = (node: Context): StaffClient => new StaffClient({ baseUrl: node.url });
  const leads = (node: Context): boolean => node.membership?.node.lease !== null;
  const stageOf = async (node: Context, id: string): Promise<string> =>
    (await on(node).readHandoff(id)).stage;

  /** The frames that an operator's console is given. */
  function streamOf(node: Context, operator: string): StreamFrame[] {
    const frames: StreamFrame[] = [];
    const ended = new AbortController();
    const reading = (async () => {
      const updates: AsyncIterable<StreamUpdate> = on(node).stream(ended.signal, { operator });
      for await (const update of updates) if (update.type === 'frame') frames.push(update.frame);
    })().catch(() => undefined);
    onTestFinished(async () => {
      ended.abort();
      await reading;
    });
    return frames;
  }

  async function operatorOn(node: Context, { id, name } = MIA): Promise<void> {
    await staffOn(node).createOperator({ id, name });
    await staffOn(node).setPresence(id, 'available');
  }

  async function says(node: Context, sessionId: string, message: string): Promise<void> {
    await on(node).createEvent(sessionId, { kind: 'message', source: 'customer', message });
  }

  test('H1.1, H3.1, H6.5 a customer on one node and an operator on another go through a handoff, each seen by the other', async () => {
    const [a, b, c] = await cluster(3);
    if (a === undefined || b === undefined || c === undefined) throw new Error('three nodes');
    expect([a, b, c].map(leads)).toEqual([true, false, false]);
    await operatorOn(b);
    const frames = streamOf(b, 'mia');
    const { id } = await on(c).createSession({ agent_id: 'agent' });
    await says(c, id, 'My claim?');
    const handoff = await on(c).requestHandoff(id);
    await eventually(() =>
      frames.some((frame) => frame.type === 'handoff' && frame.handoff.stage === 'offered'),
    );
    await on(b).accept(handoff.id, { operator: MIA });
    await says(c, id, 'Are you there?');
    await eventually(() =>
      frames.some(
        (frame) =>
          frame.type === 'session-event' && JSON.stringify(frame.event.data).includes('Are you there?'),
      ),
    );
    const newest = (await on(b).listEvents(id)).at(-1)?.offset ?? -1;
    // A reader that waits on another node is woken.
    const waiting = fetch(`${c.url}/sessions/${id}/events?min_offset=${newest + 1}&wait_for_data=20`);
    await on(b).reply(handoff.id, { operator: MIA, message: 'I am.', as: 'operator', seen_offset: newest });
    expect(await (await waiting).text()).toContain('I am.');
    await on(b).returnToAi(handoff.id, { operator: MIA, outcome: 'Answered.' });
    await eventually(async () => !['active', 'returning'].includes(await stageOf(c, handoff.id)));
    const logs = await Promise.all([a, b, c].map((node) => on(node).listEvents(id)));
    expect(new Set(logs.map((log) => JSON.stringify(log))).size).toBe(1);
  });

  test('H3.2, H6.5 the leader falls silent: another one leads within the time to live, fires timers and routes', async () => {
    const [a, b] = await cluster(2, { policy: { serviceLevelSeconds: 1, tellSeconds: 1 } });
    if (a === undefined || b === undefined) throw new Error('two nodes');
    const { id } = await on(b).createSession({ agent_id: 'agent' });
    const { id: handoffId } = await on(b).requestHandoff(id);
    await a.membership?.node.abandon();
    const silentSince = performance.now();
    await eventually(() => leads(b));
    expect(performance.now() - silentSince).toBeLessThan(TIMES.ttl + 5000);
    await eventually(async () => {
      const { journal } = await on(b).readHandoff(handoffId);
      return journal.some(({ type }) => type === 'delayed');
    });
    // He comes to the node that leads no more.
    await operatorOn(a);
    await eventually(async () => (await stageOf(a, handoffId)) === 'offered');
  });

  test('H2.1 what one who led before writes for the desk is refused', async () => {
    const [a, b] = await cluster(2);
    if (a === undefined || b === undefined) throw new Error('two nodes');
    const old = a.membership?.node.lease ?? null;
    const { id } = await on(b).createSession({ agent_id: 'agent' });
    const { id: handoffId } = await on(b).requestHandoff(id);
    await a.membership?.node.abandon();
    await eventually(() => leads(b));
    await staffOn(b).createOperator({ ...MIA });
    // As one that was stopped in the middle of a step: it does not know yet.
    const stalled: App = {
      ...a.app,
      leadership: { nodeId: 'node-0', lease: old, living: ['node-0'] },
    };
    const standing = new Standing(handoffId, id, false);
    const act = { do: 'end-offer', operatorId: 'mia', why: 'left' } as const;
    await staffOn(b).setPresence('mia', 'available');
    await eventually(async () => (await stageOf(b, handoffId)) === 'offered');
    expect(await carryOut(stalled, standing, act)).toEqual({ type: 'not-ours' });
    expect(await stageOf(b, handoffId)).toBe('offered');
  });

  test('one that ends lets another lead at once', async () => {
    const [a, b] = await cluster(2, { nodeTimes: { every: 200, ttl: 60_000 } });
    if (a === undefined || b === undefined) throw new Error('two nodes');
    await a[Symbol.asyncDispose]();
    await eventually(() => leads(b));
    expect(b.membership?.node.living).toEqual(['node-1']);
  });

  test('H6.6 who works at the desk is the same on all nodes, and no name is taken twice', async () => {
    const [a, b] = await cluster(2);
    if (a === undefined || b === undefined) throw new Error('two nodes');
    await operatorOn(a);
    await eventually(() => b.staff.isPresent('mia'));
    await staffOn(b).updateOperator('mia', { name: 'Mia Lee' });
    await eventually(() => a.staff.operator('mia')?.record.name === 'Mia Lee');
    await staffOn(b).setPresence('mia', 'away');
    await eventually(() => !a.staff.isPresent('mia'));
    await staffOn(b).createDepartment({ id: 'claims', name: 'Claims' });
    await staffOn(a).updateOperator('mia', { departments: ['claims'] });
    await staffOn(b).deleteDepartment('claims');
    await eventually(() => a.staff.operator('mia')?.record.departments.length === 0);
    await staffOn(a).deleteOperator('mia');
    await eventually(() => b.staff.operator('mia') === null);
    const twins = await Promise.allSettled(
      [a, b, a, b].map((node, index) => staffOn(node).createDepartment({ id: `d${index}`, name: 'Twin' })),
    );
    expect(twins.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    // Each change adds to what is there, wherever it is made.
    await staffOn(a).createOperator({ id: 'kim', name: 'Kim' });
    await Promise.all([
      staffOn(a).updateOperator('kim', { name: 'Kim Lee' }),
      staffOn(b).updateOperator('kim', { max_chats: 7 }),
    ]).catch(() => undefined);
    await eventually(async () => {
      const seen = await Promise.all([a, b].map((node) => staffOn(node).readOperator('kim')));
      return seen.every(({ name, max_chats }) => name === 'Kim Lee' && max_chats === 7);
    });
  });

  test('H6.6 an operator whose stream on another node closed is here still: one is open here', async () => {
    const [a, b] = await cluster(2);
    if (a === undefined || b === undefined) throw new Error('two nodes');
    await operatorOn(a);
    await eventually(() => b.staff.isPresent('mia'));
    streamOf(b, 'mia');
    await eventually(() => b.staff.operator('mia')?.presence?.leaseUntil !== null);
    const { leaseUntil = null } = a.staff.operator('mia')?.presence ?? {};
    await a.staff.connectionLost('mia', leaseUntil);
    await eventually(() => a.staff.isPresent('mia') && b.staff.isPresent('mia'));
    expect((await staffOn(a).readPresence('mia')).status).toBe('available');
  });

  test('H6.6 a node that starts beside others renews nobody’s lease', async () => {
    const database = await postgres.createDatabase();
    const first = await start(database, 'first');
    await operatorOn(first);
    const second = await start(database, 'second');
    const leaseUntil = first.staff.operator('mia')?.presence?.leaseUntil;
    expect(second.staff.operator('mia')?.presence?.leaseUntil).toBe(leaseUntil);
  });

  test('behaviour that is written on one node holds on all, and of two changes of one record none is lost', async () => {
    const [a, b] = await cluster(2);
    if (a === undefined || b === undefined) throw new Error('two nodes');
    const [onA, onB] = [a, b].map((node) => new BehaviourClient({ baseUrl: node.url }));
    if (onA === undefined || onB === undefined) throw new Error('two clients');
    const { id } = await onA.guidelines.create({ condition: 'they greet', action: 'greet back' });
    await eventually(() => b.behaviours.get('guideline', id) !== null);
    await Promise.all([
      onA.guidelines.update(id, { condition: 'they say hello' }),
      onB.guidelines.update(id, { enabled: false }),
    ]);
    await eventually(() =>
      [a, b].every(({ behaviours }) => {
        const record = behaviours.get('guideline', id);
        return record?.condition === 'they say hello' && !record.enabled;
      }),
    );
    await onB.guidelines.delete(id);
    await eventually(() => a.behaviours.get('guideline', id) === null);
    expect(await onA.guidelines.list()).toEqual([]);
  });

  test('an evaluation that is asked for on a node that does not lead is carried out, and read on any', async () => {
    const [a, b] = await cluster(2);
    if (a === undefined || b === undefined) throw new Error('two nodes');
    const asked = await new BehaviourClient({ baseUrl: b.url }).evaluate({
      payloads: [
        {
          kind: 'guideline',
          guideline: {
            content: { condition: 'c', action: 'a' },
            tool_ids: [],
            operation: 'add',
            action_proposition: true,
          },
        },
      ],
    });
    for (const node of [b, a])
      expect(await new BehaviourClient({ baseUrl: node.url }).readEvaluation(asked.id)).toMatchObject({
        status: 'completed',
      });
  });

  test('H8.1 help for an operator is made on the node where his console is open, and on no other', async () => {
    const database = await postgres.createDatabase();
    const asked = [0, 0];
    const nodes: Context[] = [];
    for (const index of [0, 1]) {
      const suggest = async (): Promise<null> => {
        asked[index] = (asked[index] ?? 0) + 1;
        return null;
      };
      const assistEngine = { replySuggester: { streams: false, suggest } };
      nodes.push(await start(database, `node-${index}`, { assistEngine }));
    }
    const [a, b] = nodes;
    if (a === undefined || b === undefined) throw new Error('two nodes');
    await operatorOn(b);
    const frames = streamOf(b, 'mia');
    await eventually(() => frames.length > 0);
    const { id } = await on(a).createSession({ agent_id: 'agent' });
    await on(a).takeOver(id, { operator: MIA });
    await says(a, id, 'Where is my claim?');
    await eventually(() => frames.some((frame) => frame.type === 'assist' && frame.assist.offset !== null));
    expect(asked).toEqual([0, 1]);
  });

  test('H7.1 what was promised on one node and settled on another is seen to by the one that leads, and told on all', async () => {
    const [a, b] = await cluster(2);
    if (a === undefined || b === undefined) throw new Error('two nodes');
    await staffOn(b).createOperator({ ...MIA });
    const frames = streamOf(b, 'mia');
    await eventually(() => frames.length > 0);
    const { id } = await on(b).createSession({ agent_id: 'agent' });
    const handoff = await on(b).requestHandoff(id);
    await on(b).takeOver(id, { operator: MIA });
    await on(b).addCommitment(handoff.id, {
      operator: MIA,
      text: 'I call you back.',
      due: new Date(Date.now() + 60_000).toISOString(),
    });
    const list = async (node: Context): Promise<string[]> =>
      (await new FollowUpClient({ baseUrl: node.url }).list({})).items.map(({ state }) => state);
    await eventually(async () => (await list(a)).includes('open'));
    const [commitment] = (await on(a).readHandoff(handoff.id)).commitments;
    await on(a).settleCommitment(handoff.id, commitment?.id ?? '', { operator: MIA });
    await eventually(async () => (await list(b)).includes('done'));
    await eventually(() =>
      frames.some((frame) => frame.type === 'follow-up' && frame.follow_up.state === 'done'),
    );
    expect(await list(a)).toEqual(['done']);
  });
});
