import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StatusData } from '@baton/protocol';
import { chat, guideline, journey, relationship, toolNode, toolOf } from '../testing/make-behaviour.ts';
import { ANNA, makeAgent } from '../testing/make.ts';
import { openMemory } from '../testing/open-memory.ts';
import type { MemoryFixture } from '../testing/open-memory.ts';
import { PlainStages, say } from '../testing/plain-stages.ts';
import { showLog } from '../testing/show-log.ts';
import { TestApp } from '../testing/test-app.ts';

let stores: MemoryFixture;
let server: TestApp;
let plain: PlainStages;
beforeEach(async () => {
  stores = openMemory();
  plain = new PlainStages();
  server = await TestApp.start({ ...stores, stages: plain.stages });
  await server.open();
});
afterEach(() => server[Symbol.asyncDispose]());

/** What the AI answers to each message. */
async function talk(...messages: string[]): Promise<string[]> {
  const before = (await showLog(stores.sessions, 's')).length;
  for (const message of messages) {
    await server.customerSays(message);
    await server.turns.idle();
  }
  const log = await showLog(stores.sessions, 's', before);
  return log.flatMap((line) => (line.startsWith('ai_agent: ') ? [line.slice(10)] : []));
}

async function completed(): Promise<StatusData['data']> {
  const events = await stores.sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 1000 });
  return (JSON.parse(events.at(-1)?.data ?? '{}') as StatusData).data;
}

function define(record: ReturnType<typeof journey>): void {
  server.behaviours.define('guideline', guideline(record.triggers[0] ?? '', { action: null, tags: [] }));
  server.behaviours.define('journey', record);
}

const BOOKING = journey(
  'booking',
  [chat('where'), chat('when'), chat('done')],
  ['where -> when', 'when -> done: tomorrow', 'when -> where: back', 'done -> end'],
);

describe('a journey', () => {
  test('begins when its trigger is matched, and goes on with each answer until its end', async () => {
    define(BOOKING);
    expect(await talk('begin booking', 'to Rome', 'tomorrow', 'thanks')).toEqual([
      'ask where',
      'ask when',
      'ask done',
      'nothing to do',
    ]);
    expect((await server.session()).agentState?.['journeys']).toBeUndefined();
  });

  test('stays where no way on holds, and can go back', async () => {
    define(BOOKING);
    expect(await talk('begin booking', 'to Rome', 'hm', 'back', 'to Oslo')).toEqual([
      'ask where',
      'ask when',
      'ask when',
      'ask where',
      'ask when',
    ]);
  });

  test('stays where it was judged to stay, though a way leads on without a condition', async () => {
    define(BOOKING);
    expect(await talk('begin booking', 'stay in booking', 'to Rome')).toEqual([
      'ask where',
      'ask where',
      'ask when',
    ]);
  });

  test('does not repeat its question to a customer who has asked something else', async () => {
    define(BOOKING);
    server.behaviours.define('guideline', guideline('pets'));
    expect(await talk('begin booking', 'pets')).toEqual(['ask where', 'ask when; do pets']);
    expect(await talk('pets', 'tomorrow')).toEqual(['do pets', 'ask done']);
  });

  test('asks what it has not asked yet, because a person came in between', async () => {
    define(BOOKING);
    plain.compose = async () => say('I promise');
    await talk('begin booking');
    await server.command({ do: 'accept', operator: ANNA });
    await server.command({ do: 'return', operator: ANNA, outcome: 'nothing' });
    plain.compose = null;
    expect(await talk('hello', 'to Rome')).toEqual(['ask where', 'ask when']);
  });

  test('is over once its last state has been answered, whatever was judged', async () => {
    const { matcher } = plain.stages;
    const stages = {
      ...plain.stages,
      matcher: {
        match: async (...given: Parameters<typeof matcher.match>) => ({
          ...(await matcher.match(...given)),
          steps: given[1].journeys.map(({ journey: { id: journeyId } }) => ({
            journeyId,
            edgeId: null,
            score: 1,
            rationale: 'stays',
          })),
        }),
      },
    };
    await server[Symbol.asyncDispose]();
    server = await TestApp.start({ ...stores, stages });
    define(journey('short', [chat('bye')], []));
    expect(await talk('begin short', 'thanks', 'more')).toEqual([
      'ask bye',
      'nothing to do',
      'nothing to do',
    ]);
  });

  test('that is over begins again when its trigger is matched again', async () => {
    define(BOOKING);
    await talk('begin booking', 'to Rome', 'tomorrow', 'thanks');
    expect(await talk('begin booking')).toEqual(['ask where']);
  });

  test('that the customer drops is over', async () => {
    define(BOOKING);
    expect(await talk('begin booking', 'leave booking', 'to Rome')).toEqual([
      'ask where',
      'nothing to do',
      'nothing to do',
    ]);
  });

  test('is told of in the last status of a turn', async () => {
    define(BOOKING);
    await talk('begin booking');
    expect(await completed()).toEqual({
      stage: 'completed',
      matched_guidelines: [{ id: 'begin booking' }],
      matched_journeys: [{ id: 'booking' }],
      matched_journey_states: [{ id: 'where' }],
    });
  });

  test('survives a restart', async () => {
    define(BOOKING);
    await talk('begin booking');
    await server[Symbol.asyncDispose]();
    stores = openMemory({ db: stores.db, clock: stores.clock });
    server = await TestApp.start({ ...stores, stages: plain.stages });
    define(BOOKING);
    expect(await talk('to Rome')).toEqual(['ask when']);
  });

  test('survives a manual stretch', async () => {
    define(BOOKING);
    await talk('begin booking');
    await server.button();
    await server.command({ do: 'accept', operator: ANNA });
    await server.command({ do: 'return', operator: ANNA, outcome: 'told him of Rome' });
    expect(await talk('to Rome')).toEqual(['ask when']);
  });

  test('is forgotten with the events it was walked in', async () => {
    define(BOOKING);
    await talk('begin booking');
    await stores.sessions.commit({ sessionId: 's', events: [], deleteFrom: 0 });
    expect(await talk('to Rome')).toEqual(['nothing to do']);
  });

  test('has not been walked by a turn that was cancelled', async () => {
    define(BOOKING);
    await talk('begin booking');
    plain.compose = async (context) => {
      server.turns.cancel('s');
      context.signal.throwIfAborted();
      throw new Error('the turn goes on');
    };
    expect(await talk('to Rome')).toEqual([]);
    plain.compose = null;
    expect(await talk('to Rome')).toEqual(['ask when']);
  });
});

describe('a journey that begins with a branching', () => {
  const branching = journey(
    'trip',
    [
      chat('root', { kind: 'fork', action: null }),
      chat('far'),
      chat('near'),
      chat('inner', { kind: 'fork', action: null }),
    ],
    ['root -> far: begin trip far', 'root -> inner', 'inner -> near'],
  );
  const begin = guideline('begin trip', { action: null, examples: ['begin trip', 'begin trip far'] });

  test.each([
    ['begin trip far', 'ask far'],
    ['begin trip', 'ask near'],
  ])('takes the way that holds, else the other, within the turn: %s', async (message, answer) => {
    server.behaviours.define('guideline', begin);
    server.behaviours.define('journey', branching);
    expect(await talk(message)).toEqual([answer]);
  });

  test('waits at it, saying nothing of its own, until a way holds', async () => {
    server.behaviours.define('guideline', begin);
    server.behaviours.define('journey', { ...branching, edges: branching.edges.slice(0, 1) });
    expect(await talk('begin trip', 'hm', 'begin trip far')).toEqual([
      'nothing to do',
      'nothing to do',
      'ask far',
    ]);
  });
});

describe('tool states', () => {
  test('whose arguments nobody has given yet wait for them', async () => {
    let given = false;
    const { planner } = plain.stages;
    const asking = {
      ...plain.stages,
      planner: {
        plan: async (...args: Parameters<typeof planner.plan>) => {
          const plan = await planner.plan(...args);
          if (given) return plan;
          const missing = plan.calls.map(({ tool }) => ({ tool, parameter: 'date', question: 'When?' }));
          return { ...plan, calls: [], missing };
        },
      },
    };
    await server[Symbol.asyncDispose]();
    server = await TestApp.start({ ...stores, stages: asking });
    server.behaviours.defineTool(toolOf('book', async () => ({ data: 'booked' })));
    define(journey('trip', [toolNode('booking', 'book'), chat('told')], ['booking -> told']));
    await talk('begin trip');
    expect(plain.last.missing.map(({ question }) => question)).toEqual(['When?']);
    given = true;
    expect(await talk('tomorrow')).toEqual(['ask told']);
  });

  test('run and lead on within the turn, one after another', async () => {
    const ran: string[] = [];
    for (const name of ['look', 'book'])
      server.behaviours.defineTool(toolOf(name, async () => ({ data: ran.push(name) })));
    define(journey(
      'trip',
      [toolNode('looking', 'look'), toolNode('booking', 'book'), chat('told')],
      ['looking -> booking', 'booking -> told'],
    ));
    expect(await talk('begin trip')).toEqual(['ask told']);
    expect(ran).toEqual(['look', 'book']);
    expect(plain.last.calls.map(({ result }) => result.data)).toEqual([1, 2]);
  });

  test('at the end of a journey do not begin it anew, though the message has its trigger', async () => {
    const ran: string[] = [];
    server.behaviours.defineTool(toolOf('book', async () => ({ data: ran.push('book') })));
    define(journey(
      'trip',
      [chat('where'), toolNode('booking', 'book')],
      ['where -> booking: begin trip', 'booking -> end'],
    ));
    expect(await talk('begin trip')).toEqual(['ask where']);
    await talk('begin trip');
    expect(ran).toEqual(['book']);
    expect((await server.session()).agentState?.['journeys']).toBeUndefined();
  });

  test('lead on by what they have found', async () => {
    server.behaviours.defineTool(toolOf('look', async () => ({ data: 'sold out' })));
    define(journey(
      'trip',
      [toolNode('looking', 'look'), chat('offer'), chat('sorry')],
      ['looking -> offer: free seats', 'looking -> sorry: sold out'],
    ));
    expect(await talk('begin trip')).toEqual(['ask sorry']);
    expect(plain.asked.map(({ iteration, guidelines }) => [iteration, guidelines.length])).toEqual([
      [1, 1],
      [2, 0],
    ]);
  });

  test('that failed do not lead on as if they had not', async () => {
    let broken = true;
    server.behaviours.defineTool(
      toolOf('book', async () => {
        if (broken) throw new Error('no connection');
        return { data: 'booked' };
      }),
    );
    define(journey('trip', [toolNode('booking', 'book'), chat('told')], ['booking -> told']));
    expect(await talk('begin trip')).toEqual(['nothing to do']);
    broken = false;
    expect(await talk('again')).toEqual(['ask told']);
  });

  test('stop where the agent may iterate no more, and go on in the next turn', async () => {
    await stores.directory.putAgent(makeAgent({ maxEngineIterations: 1 }));
    const ran: string[] = [];
    for (const name of ['look', 'book'])
      server.behaviours.defineTool(toolOf(name, async () => ({ data: ran.push(name) })));
    define(journey(
      'trip',
      [toolNode('looking', 'look'), toolNode('booking', 'book'), chat('told')],
      ['looking -> booking', 'booking -> told'],
    ));
    await talk('begin trip');
    expect(ran).toEqual(['look']);
    expect(await talk('and?')).toEqual(['ask told']);
    expect(ran).toEqual(['look', 'book']);
  });
});

test('H5.1: of what was matched, the best comes last: it is taken for what the customer wants', async () => {
  define(BOOKING);
  server.behaviours.define('guideline', guideline('pets', { examples: ['begin booking'] }));
  await talk('begin booking');
  const matched = (await server.session()).agentState?.['matched'] as string[];
  expect(matched.at(-1)).toBe('Journey booking');
});

describe('guidelines and relationships', () => {
  const defineAlike = (...ids: string[]): void => {
    for (const id of ids) server.behaviours.define('guideline', guideline(id, { examples: ['both'] }));
  };

  test('a guideline of a journey counts only while the journey is open', async () => {
    define(BOOKING);
    server.behaviours.define('guideline', guideline('luggage', { tags: ['journey:booking'] }));
    expect(await talk('luggage')).toEqual(['nothing to do']);
    expect(await talk('begin booking', 'luggage')).toEqual(['ask where', 'ask when; do luggage']);
  });

  test('what another is preferred to is not followed, and why is in the record', async () => {
    defineAlike('a', 'b');
    server.behaviours.define('relationship', relationship('priority', 'a', { type: 'guideline', id: 'b' }));
    expect(await talk('both')).toEqual(['do a']);
    const [trace] = await stores.traces.list({ sessionId: 's', limit: 1 });
    expect(trace?.record.guidelines.find(({ id }) => id === 'b')).toMatchObject({
      kept: false,
      dropped: 'priority: a',
      score: 0.9,
    });
  });

  test('what is entailed is followed too', async () => {
    server.behaviours.define('guideline', guideline('a'));
    server.behaviours.define('guideline', guideline('b'));
    server.behaviours.define('relationship', relationship('entailment', 'a', { type: 'guideline', id: 'b' }));
    expect(await talk('a')).toEqual(['do a; do b']);
  });

  test('an open question is asked with the titles of what could be meant', async () => {
    defineAlike('a', 'b');
    server.behaviours.define('guideline', guideline('a', { examples: ['both'], title: 'your bill' }));
    server.behaviours.define('guideline', guideline('b', { examples: ['both'], title: 'your plan' }));
    server.behaviours.define('guideline', guideline('which', { examples: ['both'], action: null }));
    for (const id of ['a', 'b'])
      server.behaviours.define(
        'relationship',
        relationship('disambiguation', 'which', { type: 'guideline', id }),
      );
    expect(await talk('both')).toEqual(['Ask the customer which of these is meant: your bill; your plan']);
    expect(plain.last.matches[0]?.guideline.say).toBe('Which do you mean: your bill or your plan?');
  });

  test('a journey that something is preferred to has not begun', async () => {
    define(BOOKING);
    server.behaviours.define('guideline', guideline('stop', { examples: ['begin booking'] }));
    server.behaviours.define(
      'relationship',
      relationship('priority', 'stop', { type: 'tag', id: 'journey:booking' }),
    );
    expect(await talk('begin booking', 'to Rome')).toEqual(['do stop', 'nothing to do']);
  });

  test('after a tool has run only what it may change is judged again', async () => {
    server.behaviours.defineTool(toolOf('look', async () => ({ data: 'found' })));
    const toolIds = [{ service: 'built-in', tool: 'look' }];
    server.behaviours.define('guideline', guideline('search', { toolIds }));
    server.behaviours.define('guideline', guideline('other'));
    server.behaviours.define('guideline', guideline('again'));
    server.behaviours.define(
      'relationship',
      relationship('reevaluation', 'again', { type: 'tool', id: toolIds[0]! }),
    );
    await talk('search');
    expect(plain.asked.map(({ guidelines }) => guidelines.map(({ id }) => id))).toEqual([
      ['again', 'other', 'search'],
      ['again'],
    ]);
    expect(plain.asked[1]?.calls.map(({ result }) => result.data)).toEqual(['found']);
  });

  test('one that was followed is not followed again by a turn that nobody has asked for', async () => {
    server.behaviours.define('guideline', guideline('greet'));
    server.behaviours.bind('greet', { matcher: () => true });
    expect(await talk('hello', 'hello')).toEqual(['do greet', 'do greet']);
    server.turns.start('s', { traceId: 'x'.repeat(32), unprompted: true });
    await server.turns.idle();
    expect(await talk()).toEqual([]);
    expect((await showLog(stores.sessions, 's')).findLast((line) => line.startsWith('ai_agent: '))).toBe(
      'ai_agent: nothing to do',
    );
  });

  test('labels of what was matched are put on the session', async () => {
    server.behaviours.define('guideline', guideline('vip', { labels: ['vip', 'known'] }));
    define({ ...BOOKING, labels: ['booking'] });
    await talk('vip', 'begin booking');
    expect((await server.session()).labels.toSorted()).toEqual(['booking', 'known', 'vip']);
  });
});
