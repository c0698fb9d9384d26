import type { Handoff, SessionEvent, StreamFrame } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { createSession, post, readLog, say, turnsEnded } from '../testing/conversation.ts';
import { EventSourceReader } from '../testing/event-source.ts';
import type { Frame } from '../testing/event-source.ts';
import { MIA, TOM, askForPerson, clientOf, heldBy, reply } from '../testing/operators.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();

/** What a console knows from the frames it was given. */
class Board {
  readonly handoffs = new Map<string, Handoff>();
  readonly events = new Map<string, Map<number, SessionEvent>>();
  cursor: string | null = null;

  take(frame: Frame): void {
    this.cursor = frame.id ?? this.cursor;
    const data = JSON.parse(frame.data) as StreamFrame;
    if (frame.event !== data.type) throw new Error(`a frame of type ${data.type} is called ${frame.event}`);
    switch (data.type) {
      case 'snapshot':
        this.handoffs.clear();
        for (const handoff of data.handoffs) this.handoffs.set(handoff.id, handoff);
        break;
      case 'handoff':
        this.handoffs.set(data.handoff.id, data.handoff);
        break;
      case 'session-event': {
        const events = this.events.get(data.session_id) ?? new Map<number, SessionEvent>();
        events.set(data.event.offset, data.event);
        this.events.set(data.session_id, events);
        break;
      }
      case 'handoff-gone':
        this.handoffs.delete(data.handoff_id);
        break;
      default:
    }
  }

  /** Without places: those move with every change of another handoff, and a console counts them itself. */
  get shown(): unknown {
    const handoffs = [...this.handoffs.values()].map((handoff) => ({ ...handoff, position: null }));
    return handoffs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }
}

function open(from: string | null): Promise<EventSourceReader> {
  return EventSourceReader.open(
    server.current.wire,
    '/stream',
    from === null ? {} : { 'last-event-id': from },
  );
}

async function read(board: Board, count: number, from: string | null = board.cursor): Promise<void> {
  await using stream = await open(from);
  for (let n = 0; n < count; n++) {
    const frame = await stream.next();
    if (frame === null) return;
    board.take(frame);
  }
}

/** Reads until a handoff is shown in this stage. */
async function readUntil(
  board: Board,
  stream: EventSourceReader,
  handoffId: string,
  stage: string,
): Promise<void> {
  while (board.handoffs.get(handoffId)?.stage !== stage) {
    const frame = await stream.next();
    if (frame === null) throw new Error(`the stream ended before ${stage}`);
    board.take(frame);
  }
}

async function fresh(): Promise<Board> {
  const board = new Board();
  await read(board, 1, null);
  return board;
}

describe('H1.1 GET /stream', () => {
  test('H1.1 begins with a snapshot: every open handoff and those that ended lately', async () => {
    const waiting = await askForPerson(server.current);
    const held = await heldBy(server.current, MIA);
    const ended = await clientOf(server.current).resolve((await heldBy(server.current, MIA)).id, {
      operator: MIA,
      disposition: 'x',
    });
    await using stream = await open(null);
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const frame = await stream.next();
    expect(frame).toMatchObject({ event: 'snapshot', id: expect.stringMatching(/^\w+-\d+$/) });
    const snapshot = JSON.parse(frame?.data ?? '') as { handoffs: Handoff[] };
    const stages = new Map(snapshot.handoffs.map((handoff) => [handoff.id, handoff.stage]));
    expect([stages.get(waiting.id), stages.get(held.id), stages.get(ended.id)]).toEqual([
      'queued',
      'active',
      'resolved',
    ]);
  });

  test('H1.1 then gives every change of a handoff and every event of its session, in order', async () => {
    await using stream = await open(null);
    const board = new Board();
    board.take((await stream.next()) as Frame);
    const handoff = await heldBy(server.current, MIA);
    await say(server.current.wire, handoff.session_id, 'hello');
    await reply(server.current, handoff, MIA, 'hi');
    await clientOf(server.current).resolve(handoff.id, { operator: MIA, disposition: 'solved' });
    await readUntil(board, stream, handoff.id, 'resolved');
    const log = await readLog(server.current.wire, handoff.session_id);
    while (board.events.get(handoff.session_id)?.size !== log.length)
      board.take((await stream.next()) as Frame);
    expect([...(board.events.get(handoff.session_id)?.values() ?? [])]).toEqual(log);
  });

  test('H1.1 says nothing of sessions without a handoff', async () => {
    const board = new Board();
    await using stream = await open(null);
    board.take((await stream.next()) as Frame);
    const { id } = await createSession(server.current.wire);
    await say(server.current.wire, id, 'just the AI and me');
    await turnsEnded(server.current.wire, id);
    const handoff = await askForPerson(server.current);
    await readUntil(board, stream, handoff.id, 'queued');
    expect(board.events.has(id)).toBe(false);
  });

  test('H8.2 a note is a change of the handoff, not an event', async () => {
    const handoff = await heldBy(server.current, MIA);
    const board = await fresh();
    await using stream = await open(board.cursor);
    await clientOf(server.current).addNote(handoff.id, { operator: MIA, text: 'careful' });
    const frames = await stream.until(({ event }) => event === 'handoff');
    for (const { event, data } of frames) {
      expect(event).not.toBe('session-event');
      expect(data).not.toContain('careful');
    }
  });

  test('C11 resumes after the last id: what was missed comes first, nothing else', async () => {
    const board = await fresh();
    const handoff = await heldBy(server.current, MIA);
    await say(server.current.wire, handoff.session_id, 'while you were away');
    await using stream = await open(board.cursor);
    const first = await stream.next();
    expect(first?.event).not.toBe('snapshot');
    board.take(first as Frame);
    await readUntil(board, stream, handoff.id, 'active');
    await stream.until((frame) => {
      board.take(frame);
      return frame.data.includes('while you were away');
    });
    expect(board.shown).toEqual((await fresh()).shown);
  });

  test.each(['nonsense', 'other-instance-5', '-1', '', 'x-99999999999999999999', '../../etc', '{}'])(
    'H1.1 an id that is none of ours ("%s") gets a snapshot',
    async (from) => {
      await using stream = await open(from);
      expect((await stream.next())?.event).toBe('snapshot');
    },
  );

  test('H1.1 an id of the future gets a snapshot', async () => {
    const board = await fresh();
    await using stream = await open(`${board.cursor}99999`);
    expect((await stream.next())?.event).toBe('snapshot');
  });

  test('C11 snapshot and events, however often cut off, come to what a fresh load shows', async () => {
    const board = await fresh();
    const cutting = new AbortController();
    const cuts = (async () => {
      for (let round = 0; !cutting.signal.aborted; round++) await read(board, 1 + (round % 3));
    })();
    const sessions = await Promise.all(Array.from({ length: 12 }, (_, index) => liveThrough(index)));
    cutting.abort();
    const last = await askForPerson(server.current);
    await cuts;
    await using stream = await open(board.cursor);
    await readUntil(board, stream, last.id, 'queued');
    expect(board.shown).toEqual((await fresh()).shown);
    for (const id of sessions) {
      const log = await readLog(server.current.wire, id);
      expect([...(board.events.get(id)?.values() ?? [])].toSorted((a, b) => a.offset - b.offset)).toEqual(
        log,
      );
    }
  });

  test('H1.1 every reader is given the same', async () => {
    const from = (await fresh()).cursor;
    const streams = await Promise.all([open(from), open(from), open(from)]);
    const handoff = await heldBy(server.current, TOM);
    await clientOf(server.current).returnToAi(handoff.id, { operator: TOM });
    const isLast = (frame: Frame): boolean =>
      frame.event === 'handoff' && frame.data.includes('"stage":"returned"');
    const [first, ...others] = await Promise.all(streams.map((stream) => stream.until(isLast)));
    for (const frames of others) expect(frames).toEqual(first);
    for (const stream of streams) await stream[Symbol.asyncDispose]();
  });

  /** A handoff that takes one of many courses. */
  async function liveThrough(index: number): Promise<string> {
    const baton = clientOf(server.current);
    const handoff = await askForPerson(server.current);
    await say(server.current.wire, handoff.session_id, `message ${index}`);
    if (index % 4 === 0) await baton.withdraw(handoff.id);
    if (index % 4 === 1) await baton.chooseCallback(handoff.id, { address: '+49 30 1' });
    if (index % 4 >= 2) {
      await baton.accept(handoff.id, { operator: MIA });
      await reply(server.current, handoff, MIA, `reply ${index}`);
      await baton.addNote(handoff.id, { operator: TOM, text: `note ${index}` });
    }
    if (index % 4 === 3) await baton.resolve(handoff.id, { operator: MIA, disposition: 'solved' });
    await server.current.context.turns.idle();
    await post(server.current.wire, handoff.session_id, {
      kind: 'custom',
      source: 'system',
      data: { last: index },
    });
    return handoff.session_id;
  }
});
