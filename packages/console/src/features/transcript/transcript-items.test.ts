import type { Json, Note } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { makeEvent, makeMessage, makeStatus, timeOf } from '../../testing/make-event.ts';
import { authorOf, transcriptItems } from './transcript-items.ts';

const note = (text: string, offset: number): Note => ({
  author: { id: 'marta', name: 'Marta' },
  text,
  creation_utc: timeOf(offset),
});
const custom = (offset: number, type: string, more: Record<string, Json> = {}) =>
  makeEvent(offset, {
    source: 'system',
    kind: 'custom',
    data: {
      type,
      handoff_id: 'h1',
      stage: 'queued',
      mode: 'manual',
      epoch: 1,
      holder: { kind: 'none', name: null },
      ...more,
    },
  });

describe('who said what', () => {
  it.each([
    ['customer', 'customer', 'Ana'],
    ['customer_ui', 'customer', 'Ana'],
    ['ai_agent', 'ai', 'Ana · AI'],
    ['human_agent', 'person', 'Ana'],
    ['system', 'system', 'Automatic message'],
  ] as const)('%s is shown as %s, "%s"', (source, kind, name) => {
    const event = makeMessage(0, 'Hi', source, { data: { participant: { id: null, display_name: 'Ana' } } });
    expect(authorOf(event)).toEqual({ kind, name });
  });

  it('tells the true author of a message in the name of the AI (H8.1)', () => {
    const metadata = { author: { id: 'dana', name: 'Dana' } };
    const event = makeMessage(0, 'Hi', 'human_agent_on_behalf_of_ai_agent', { metadata });
    expect(authorOf(event)).toEqual({ kind: 'person-as-ai', name: 'Dana, as the AI' });
    expect(authorOf({ ...event, metadata: {} }).name).toBe('An operator, as the AI');
  });
});

describe('the lines of a conversation', () => {
  it('tell of a fault of the AI, and not when a customer says so', () => {
    const log = [makeStatus(0, 'error', 'customer'), makeStatus(1, 'error', 'customer_ui')];
    expect(transcriptItems(log, []).filter((item) => item.type === 'fault')).toEqual([]);
    const fault = transcriptItems([...log, makeStatus(2, 'error')], []).at(-1);
    expect(fault).toMatchObject({ type: 'fault', offset: 2 });
  });

  it('are the very same as before where nothing changed, so that only new ones are rendered', () => {
    const hi = makeMessage(0, 'Hi');
    const help = makeMessage(1, 'Help');
    const growing = makeMessage(2, 'I', 'ai_agent');
    const notes = [note('look', 2)];
    const before = transcriptItems([hi, help, growing], notes);
    const after = transcriptItems(
      [hi, help, makeMessage(2, 'I see', 'ai_agent'), makeStatus(3, 'ready')],
      notes,
    );
    expect(before.map(({ type }) => type)).toEqual(['day', 'message', 'message', 'message', 'note']);
    expect(after.map((item, index) => item === before[index])).toEqual([true, true, true, false, true]);
    expect(transcriptItems([help], [])[1]).toMatchObject({ first: true });
  });

  it('show notes in the order of time, between the messages', () => {
    const log = [makeMessage(0, 'Help'), makeMessage(5, 'Hello?')];
    const types = transcriptItems(log, [note('late', 9), note('early', 2)]).map((item) =>
      item.type === 'note' ? item.note.text : item.type,
    );
    expect(types).toEqual(['day', 'message', 'early', 'message', 'late']);
  });

  it('name an author once for messages that follow closely', () => {
    const log = [
      makeMessage(0, 'One'),
      makeMessage(1, 'Two'),
      makeMessage(2, 'Hello', 'ai_agent'),
      makeMessage(400, 'Three'),
      makeMessage(800, 'Four'),
    ];
    const firsts = transcriptItems(log, []).flatMap((item) => (item.type === 'message' ? [item.first] : []));
    expect(firsts).toEqual([true, false, true, true, true]);
  });

  it('separate days', () => {
    const log = [makeMessage(0, 'One'), makeMessage(100_000, 'Two')];
    expect(transcriptItems(log, []).map(({ type }) => type)).toEqual(['day', 'message', 'day', 'message']);
  });

  it('name the operator who ran a tool, and nobody where it was the AI', () => {
    const call = { tool_id: 'built-in:issue_refund', arguments: {}, result: { data: 1 } };
    const ran = (offset: number, metadata: Record<string, Json>) =>
      makeEvent(offset, { source: 'system', kind: 'tool', data: { tool_calls: [call] }, metadata });
    const items = transcriptItems([ran(0, { author: { id: 'op', name: 'Dana' } }), ran(1, {})], []);
    expect(items.flatMap((item) => (item.type === 'tool' ? [item.by] : []))).toEqual(['Dana', null]);
  });

  it('show each tool call, a handoff’s stages and a failed turn, and no other status', () => {
    const call = { tool_id: 'built-in:find', arguments: {}, result: { data: 1 } };
    const log = [
      makeEvent(0, { source: 'ai_agent', kind: 'tool', data: { tool_calls: [call, call] } }),
      custom(1, 'handoff.requested'),
      custom(2, 'mode.changed'),
      custom(3, 'handoff.accepted', { holder: { kind: 'operator', name: 'Dana' } }),
      custom(4, 'somebody.else'),
      makeStatus(5, 'typing'),
      makeStatus(6, 'error'),
    ];
    const lines = transcriptItems(log, []).map((item) => (item.type === 'stage' ? item.text : item.type));
    expect(lines).toEqual(['day', 'tool', 'tool', 'A person was requested', 'Accepted by Dana', 'fault']);
  });

  it('show a message while it is streamed, and none that has no text yet', () => {
    const empty = makeMessage(0, '', 'ai_agent', { data: { chunks: [] } });
    const begun = makeMessage(0, '', 'ai_agent', { data: { chunks: ['Hel', 'lo'] } });
    expect(transcriptItems([empty], [])).toEqual([]);
    expect(transcriptItems([begun], []).at(-1)).toMatchObject({ type: 'message', text: 'Hello' });
  });

  it('show files, and of a message without words not their names a second time (C23)', () => {
    const file = {
      id: 'f1',
      name: 'a (1).pdf',
      type: 'application/pdf',
      size: 9,
      creation_utc: '',
      by: 'customer' as const,
    };
    const shown = (message: string) => {
      const log = [makeMessage(0, message, 'customer', { data: { attachments: [file] } })];
      return transcriptItems(log, []).at(-1);
    };
    expect(shown('Here it is')).toMatchObject({ text: 'Here it is', attachments: [file] });
    expect(shown('a (1).pdf')).toMatchObject({ text: '', attachments: [file] });
    expect(shown('')).toMatchObject({ text: '', attachments: [file] });
    const broken = makeMessage(0, 'Hi', 'customer', { data: { attachments: [null, {}] as never } });
    expect(transcriptItems([broken], []).at(-1)).toMatchObject({ text: 'Hi', attachments: [] });
  });

  it('begin with no day and no note where more lies before', () => {
    const log = [makeMessage(100, 'One'), makeMessage(101, 'Two')];
    const items = transcriptItems(log, [note('early', 2), note('late', 200)], false);
    expect(items.map(({ type }) => type)).toEqual(['message', 'message', 'note']);
  });

  it('survive data of any shape', () => {
    const shapes: Json[] = [null, 'text', 7, [], {}, { tool_calls: null }];
    const kinds = ['message', 'tool', 'custom', 'status'] as const;
    const log = kinds.flatMap((kind, k) =>
      shapes.map((data, s) => makeEvent(k * 10 + s, { kind, data, source: 'system' })),
    );
    expect(() => transcriptItems(log, [])).not.toThrow();
  });

  it('have keys that never repeat', () => {
    const log = Array.from({ length: 50 }, (_, offset) => makeMessage(offset, 'x'));
    const keys = transcriptItems(log, [note('a', 3), note('a', 3)]).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
