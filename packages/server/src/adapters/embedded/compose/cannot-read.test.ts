import { expect, test } from 'vitest';
import type { Attachment } from '@baton/protocol';
import { newEvent } from '../../../core/log/new-event.ts';
import { openMemory } from '../../../testing/open-memory.ts';
import { TestApp } from '../../../testing/test-app.ts';
import { embeddedStages } from '../embedded-stages.ts';
import { CANNOT_READ } from './cannot-read.ts';

const FILE: Attachment = {
  id: 'f'.repeat(32),
  name: 'talk-to-a-person-now.pdf',
  type: 'application/pdf',
  size: 9,
  creation_utc: '',
  by: 'customer',
};

/** What the AI says to a file that comes with this text, after the customer has written `before`. */
async function answerTo(before: string, message: string): Promise<string[]> {
  const stores = openMemory();
  await using server = await TestApp.start({ ...stores, stages: embeddedStages() });
  await server.open();
  await server.customerSays(before);
  await server.turns.idle();
  const data = { message, participant: { id: null, display_name: 'Jo' }, attachments: [FILE] };
  const event = newEvent('message', 'customer', 't'.repeat(32), data);
  const outcome = await stores.sessions.commit({ sessionId: 's', events: [event] });
  server.turns.start('s', { traceId: 't'.repeat(32) });
  await server.turns.idle();
  const minOffset = outcome.type === 'committed' ? outcome.firstOffset : 0;
  const events = await stores.sessions.listEvents({ sessionId: 's', minOffset, limit: 100 });
  expect(await stores.sessions.readOpenHandoff('s')).toBeNull();
  return events.flatMap(({ kind, source, data: text }) =>
    kind === 'message' && source === 'ai_agent' ? [(JSON.parse(text) as { message: string }).message] : [],
  );
}

test.each([
  ['en', 'Hello, I have a question about my order'],
  ['de', 'Guten Tag, ich habe eine Frage zu meiner Bestellung'],
  ['es', 'Hola, tengo una pregunta sobre mi pedido de ayer'],
])(
  'C23 a file without words: the AI says that it cannot read it and offers a person (%s)',
  async (language, before) => {
    expect(await answerTo(before, FILE.name)).toEqual([CANNOT_READ[language]]);
  },
);

test('words that come with a file are answered as they are', async () => {
  const said = await answerTo('Hello', 'thank you');
  expect(said).toHaveLength(1);
  expect(Object.values(CANNOT_READ)).not.toContain(said[0]);
});
