import type { Assist, Handoff, Session, StreamFrame } from '@baton/protocol';
import type { Usage } from '../process/usage.ts';
import { waitForQuiet } from '../measure/quiet.ts';
import { quantile } from '../measure/statistics.ts';
import type { Table } from '../report/table.ts';
import { verdict } from '../report/verdict.ts';
import { AGENT_ID } from '../servers/create-sessions.ts';
import { startBaton } from '../servers/start-target.ts';
import type { BatonTarget } from '../servers/start-target.ts';
import type { Bench } from './bench.ts';
import { topicOf } from './topics.ts';

const P99_LIMIT = { kind: 'at most', value: 300, unit: ' ms' } as const;
const OPERATOR = { id: 'mia', name: 'Mia' };
const SESSIONS = 20;
const REPLIES = 200;
const WARM_UP = 20;
/** Customers who write in the same moment. */
const AT_ONCE = [1, 10];

interface HeldSession {
  readonly id: string;
  readonly handoffId: string;
}

interface Sample {
  readonly milliseconds: number;
  readonly suggested: boolean;
}

/** From a customer's message to the frame that helps its operator, on the embedded engine. */
export async function measureAssist(bench: Bench): Promise<Table[]> {
  const { settings, folder } = bench;
  await using baton = await startBaton({ folder, engine: 'embedded' });
  await baton.writeArticles(settings.articles);
  const sessions = await hold(baton);
  const helped = new Helped();
  await using stream = await helped.follow(baton);
  const ask = (index: number): Promise<Sample> => sampleOf(baton, helped, sessions, index, settings.articles);
  for (let index = 0; index < WARM_UP; index++) await ask(index);
  stream.check();
  const rows: string[][] = [];
  for (const atOnce of AT_ONCE) {
    await waitForQuiet(settings.patience);
    const samples: Sample[] = [];
    const before = await baton.usage();
    while (samples.length < settings.assistSamples) {
      const first = WARM_UP + samples.length;
      samples.push(...(await Promise.all(Array.from({ length: atOnce }, (_, each) => ask(first + each)))));
    }
    const after = await baton.usage();
    const used = {
      process: after.process - before.process,
      mainThread: after.mainThread - before.mainThread,
    };
    rows.push(rowOf(atOnce, samples, used));
  }
  return [
    {
      title: 'A customer writes, the holder is helped',
      columns: [
        'customers at once',
        'messages',
        'p50 ms',
        'p99 ms',
        'target p99',
        'most ms',
        'suggested',
        'CPU ms each',
      ],
      rows,
      notes: [
        `${settings.articles.toLocaleString('en')} articles, ${REPLIES} canned replies, the embedded encoder; over HTTP, the store on disk`,
        'CPU: of all threads of the server, and of the one that answers; a busy machine stretches the times, not these',
        "from the POST's first byte to the frame `assist` on the operator's stream, articles and suggestion complete",
      ],
    },
  ];
}

function rowOf(atOnce: number, samples: readonly Sample[], used: Usage): string[] {
  const each = (microseconds: number): string => (microseconds / 1000 / samples.length).toFixed(1);
  const times = samples.map(({ milliseconds }) => milliseconds);
  const p99 = quantile(times, 0.99);
  const share = samples.filter(({ suggested }) => suggested).length / samples.length;
  return [
    String(atOnce),
    String(samples.length),
    quantile(times, 0.5).toFixed(1),
    p99.toFixed(1),
    // More at once wait for one another: how long is told, and held against nothing.
    atOnce === 1 ? verdict(p99, P99_LIMIT) : '',
    Math.max(...times).toFixed(1),
    `${(100 * share).toFixed(0)} %`,
    `${each(used.process)} / ${each(used.mainThread)}`,
  ];
}

/** Sessions that one operator holds. */
async function hold(baton: BatonTarget): Promise<readonly HeldSession[]> {
  await send(baton, '/operators', { ...OPERATOR, max_chats: SESSIONS });
  for (let index = 0; index < REPLIES; index++) {
    const { deed, thing, place } = topicOf(index * 7);
    await send(baton, '/canned-replies', {
      shortcut: `reply-${index}`,
      title: `${deed} ${thing}`,
      text: `I have seen to it: we ${deed} the ${thing} from the ${place} for you, {{customer}}.`,
    });
  }
  const held: HeldSession[] = [];
  for (let index = 0; index < SESSIONS; index++) {
    const { id } = await send<Session>(baton, '/sessions', { agent_id: AGENT_ID });
    const handoff = await send<Handoff>(baton, `/sessions/${id}/handoff`, {});
    await send(baton, `/handoffs/${handoff.id}/accept`, { operator: OPERATOR });
    held.push({ id, handoffId: handoff.id });
  }
  return held;
}

async function sampleOf(
  baton: BatonTarget,
  helped: Helped,
  sessions: readonly HeldSession[],
  index: number,
  articles: number,
): Promise<Sample> {
  const { deed, thing, place } = topicOf((index * 37) % articles);
  const session = sessions[index % sessions.length];
  if (session === undefined) throw new Error('nobody holds a session');
  const { id: sessionId, handoffId } = session;
  const message = `Hello, how can I ${deed} my ${thing} in the ${place}?`;
  const frame = helped.next(sessionId);
  const began = performance.now();
  await send(baton, `/sessions/${sessionId}/events`, { kind: 'message', source: 'customer', message });
  const { at, assist } = await frame;
  // What nobody answers would be part of the next question.
  const reply = { operator: OPERATOR, message: 'I see to it.', as: 'operator', seen_offset: -1, force: true };
  await send(baton, `/handoffs/${handoffId}/messages`, reply);
  return { milliseconds: at - began, suggested: assist.suggestion !== null };
}

/** The operator's console. */
class Helped {
  readonly #waiting = new Map<string, (frame: { at: number; assist: Assist }) => void>();

  /** The next frame about a session. */
  next(sessionId: string): Promise<{ at: number; assist: Assist }> {
    return new Promise((resolve) => this.#waiting.set(sessionId, resolve));
  }

  async follow({ port }: BatonTarget): Promise<AsyncDisposable & { check(): void }> {
    const stop = new AbortController();
    const answer = await fetch(`http://127.0.0.1:${port}/stream?operator=${OPERATOR.id}`, {
      signal: stop.signal,
    });
    if (!answer.ok) throw new Error(`GET /stream: ${answer.status}`);
    let failure: unknown = null;
    const reading = this.#read(answer).catch((error: unknown) => (failure = error));
    return {
      /** Throws what the stream has ended with. */
      check() {
        if (failure !== null) throw new Error('the stream broke off', { cause: failure });
      },
      async [Symbol.asyncDispose]() {
        stop.abort();
        await reading;
      },
    };
  }

  async #read({ body }: Response): Promise<void> {
    let rest = '';
    for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      const at = performance.now();
      for (const block of blocks) this.#tell(block, at);
    }
  }

  #tell(block: string, at: number): void {
    const data = block.split('\n').find((line) => line.startsWith('data: '));
    if (data === undefined || !block.includes('event: assist')) return;
    const frame = JSON.parse(data.slice(6)) as StreamFrame;
    if (frame.type === 'assist') this.#waiting.get(frame.assist.session_id)?.({ at, assist: frame.assist });
  }
}

async function send<T>({ port }: BatonTarget, path: string, body: object): Promise<T> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
