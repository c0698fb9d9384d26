import type { Guideline, MessageData, SessionEvent } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { accepted, createSession, logUntil, say } from '../testing/conversation.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

/** With the engine that is there without a model. */
const server = useServer(() => ({ internals: { stages: undefined as never } }));

async function answerTo(text: string): Promise<string[]> {
  const { wire } = server.current;
  const { id } = await createSession(wire);
  await say(wire, id, text);
  const log = await logUntil(wire, id, (events) => events.some(isCompleted));
  return log.filter(isFromAi).map(({ data }) => (data as unknown as MessageData).message);
}

function isFromAi({ kind, source }: SessionEvent): boolean {
  return kind === 'message' && source === 'ai_agent';
}

function isCompleted({ kind, data }: SessionEvent): boolean {
  return kind === 'status' && JSON.stringify(data).includes('completed');
}

describe('behaviour made over REST', () => {
  test('is followed from the next turn on, and no longer once it is switched off or deleted', async () => {
    const { wire } = server.current;
    const said = 'We are open from nine to five.';
    const question = 'When are you open on weekdays?';
    const guideline = accepted<Guideline>(
      await wire.post('/guidelines', {
        condition: 'The customer asks about the opening hours',
        action: 'Tell the opening hours',
        say: said,
        examples: ['when are you open', 'what are your opening hours', 'are you open on weekdays'],
        tags: [`agent:${AGENT.id}`],
      }),
    );
    const path = `/guidelines/${guideline.id}`;
    expect((await answerTo(question)).join(' ')).toContain(said);
    await wire.patch(path, { enabled: false });
    expect((await answerTo(question)).join(' ')).not.toContain(said);
    await wire.patch(path, { enabled: true, say: 'Around the clock.' });
    expect((await answerTo(question)).join(' ')).toContain('Around the clock.');
    await wire.delete(path);
    expect((await answerTo(question)).join(' ')).not.toContain('Around the clock.');
  });
});
