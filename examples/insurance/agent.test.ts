import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Server } from '@baton/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EvalClient } from '../../packages/server/src/eval/eval-client.ts';
import { readEvalSuite } from '../../packages/server/src/eval/eval-suite.ts';
import type { EvalConversation } from '../../packages/server/src/eval/eval-suite.ts';
import { playConversation } from '../../packages/server/src/eval/run-suite.ts';
import { TempFolder } from '../../packages/server/src/testing/temp-folder.ts';
import { createInsuranceAgent } from './agent.ts';

const suite = readEvalSuite(readFileSync(join(import.meta.dirname, 'eval.yaml'), 'utf8'));

/** What each engine does not do as the suite wants it: said here, so that neither more nor less fails unseen. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  auto: ['no judgement on the law, and no person either'],
  off: ['the premium'],
};

test('the suite is worth something: sixty conversations and more', () => {
  expect(suite.conversations.length).toBeGreaterThanOrEqual(60);
});

describe.each(Object.entries(KNOWN))(
  'the insurance agent on the embedded engine, encoder %s',
  (encoder, known) => {
    const folder = new TempFolder();
    let server: Server;
    let client: EvalClient;
    let agentId: string;
    beforeAll(async () => {
      const env = { BATON_ENCODER: encoder, BATON_LOG_LEVEL: 'error' };
      const database = `sqlite:${folder.join('eval.db')}`;
      server = await Server.start({ port: 0, database, env }, createInsuranceAgent);
      await server.ready();
      client = await EvalClient.open({ url: server.url, headers: {}, timeout: 30 });
      agentId = await client.findAgent(suite.agent);
    });
    afterAll(async () => {
      await server[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    });

    async function whatIsWrong(conversation: EvalConversation): Promise<string[]> {
      const { turns, error } = await playConversation(client, agentId, conversation);
      const wrong = turns.flatMap(({ say, verdicts }) =>
        verdicts.filter(({ passed }) => !passed).map(({ check, detail }) => `“${say}” ${check}: ${detail}`),
      );
      return [...wrong, ...(error === null ? [] : [error])];
    }

    const isKnown = ({ name }: EvalConversation): boolean => known.includes(name);
    test.each(suite.conversations.filter((each) => !isKnown(each)))('$name', async (conversation) => {
      expect(await whatIsWrong(conversation)).toEqual([]);
    });
    test.each(suite.conversations.filter(isKnown))('not as wanted: $name', async (conversation) => {
      expect(await whatIsWrong(conversation)).not.toEqual([]);
    });
  },
);
