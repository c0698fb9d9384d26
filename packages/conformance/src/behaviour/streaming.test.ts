import { BatonClient } from '@baton/client';
import type { MessageData, SessionEvent } from '@baton/protocol';
import type { EngineStages } from '@baton/server/internals';
import { beforeAll, describe, expect, test } from 'vitest';
import { accepted, createSession, logUntil, say, sayAsHuman, turnsEnded } from '../testing/conversation.ts';
import { EventSourceReader } from '../testing/event-source.ts';
import { Gate } from '../testing/gate.ts';
import { ScriptedEngine } from '../testing/scripted-engine.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

/** Gates by what the customer says: the composer stops before the second sentence. */
const gates = new Map<string, Gate>();

function streamingStages(): EngineStages {
  const { stages } = new ScriptedEngine();
  return {
    ...stages,
    composer: {
      async compose(context, input) {
        await input.onText?.('One. ');
        await gates.get(context.latest?.text ?? '')?.pass();
        await input.onText?.('One. Two.');
        return { messages: [{ text: 'One. Two.' }], confidence: 1, state: {} };
      },
    },
  };
}

const server = useServer(() => ({ internals: { stages: streamingStages() } }));
beforeAll(async () => {
  accepted(await server.current.wire.patch(`/agents/${AGENT.id}`, { message_output_mode: 'stream' }), 200);
});

function gate(text: string): Gate {
  const made = new Gate();
  gates.set(text, made);
  return made;
}

const dataOf = (event: SessionEvent | undefined): MessageData => event?.data as unknown as MessageData;
const fromAi = (event: SessionEvent): boolean => event.kind === 'message' && event.source === 'ai_agent';

/** The customer says it, and the first sentence of the answer is there. */
async function begun(text: string): Promise<{ id: string; event: SessionEvent }> {
  const { wire } = server.current;
  const { id } = await createSession(wire);
  await say(wire, id, text);
  const log = await logUntil(wire, id, (events) => events.some(fromAi));
  const event = log.find(fromAi);
  if (event === undefined) throw new Error('no message');
  return { id, event };
}

describe('W4.5 an agent whose output mode is stream', () => {
  test('W1.5 shows one message that grows and ends with null', async () => {
    const held = gate('hello');
    const { wire } = server.current;
    const { id, event } = await begun('hello');
    expect(dataOf(event)).toMatchObject({ message: 'One. ', chunks: ['One. '] });
    held.open();
    const log = await turnsEnded(wire, id);
    expect(log.filter(fromAi)).toHaveLength(1);
    const done = accepted<SessionEvent>(await wire.get(`/sessions/${id}/events/${event.id}`), 200);
    expect(dataOf(done)).toEqual({
      message: 'One. Two.',
      participant: { id: AGENT.id, display_name: AGENT.name },
      chunks: ['One. ', 'Two.', null],
    });
    expect(done).toEqual({ ...event, data: done.data });
  });

  test('W1.4 sse=true sends the event again as it grows, and ends with it', async () => {
    const held = gate('stream it');
    const { wire } = server.current;
    const { id, event } = await begun('stream it');
    await using reader = await EventSourceReader.open(wire, `/sessions/${id}/events/${event.id}?sse=true`);
    const first = await reader.next();
    held.open();
    const frames = [first, ...(await reader.rest())];
    const chunks = frames.map((frame) => dataOf(JSON.parse(frame?.data ?? '{}') as SessionEvent).chunks);
    expect(chunks[0]).toEqual(['One. ']);
    expect(chunks.at(-1)).toEqual(['One. ', 'Two.', null]);
  });

  test('the typed client tells of each growth, and ends with the message', async () => {
    const held = gate('follow it');
    const { id, event } = await begun('follow it');
    const client = new BatonClient({ baseUrl: server.current.url });
    const texts: string[] = [];
    for await (const grown of client.followMessage(id, event.id, AbortSignal.timeout(20_000))) {
      texts.push(dataOf(grown).message);
      held.open();
    }
    expect(texts[0]).toBe('One. ');
    expect(texts.at(-1)).toBe('One. Two.');
  });

  test('W1.4 wait_for_completion answers once it is complete', async () => {
    const held = gate('wait for it');
    const { wire } = server.current;
    const { id, event } = await begun('wait for it');
    const waiting = wire.get(`/sessions/${id}/events/${event.id}?wait_for_completion=true&wait_for_data=20`);
    held.open();
    expect(dataOf(accepted<SessionEvent>(await waiting, 200)).chunks?.at(-1)).toBeNull();
  });

  test('H2.1 a person who takes over ends it as it stands, for its readers too', async () => {
    const held = gate('interrupt');
    const { wire } = server.current;
    const { id, event } = await begun('interrupt');
    await using reader = await EventSourceReader.open(wire, `/sessions/${id}/events/${event.id}?sse=true`);
    await reader.next();
    await sayAsHuman(wire, id, 'Let me.');
    const frames = await reader.rest();
    held.open();
    expect(dataOf(JSON.parse(frames.at(-1)?.data ?? '{}') as SessionEvent)).toMatchObject({
      message: 'One. ',
      chunks: ['One. ', null],
    });
  });
});
