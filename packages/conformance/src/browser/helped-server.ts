import { BatonClient, KnowledgeClient } from '@baton/client';
import type { Handoff } from '@baton/protocol';
import { tool } from '@baton/server';
import { createInsuranceAgent } from '@baton/example-insurance/agent';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server } from '@baton/server';
import type { ServerOptions } from '@baton/server';
import { z } from 'zod';

export interface HelpedServer extends AsyncDisposable {
  readonly url: string;
  /** Claims that operators have paid with their action. */
  readonly paid: string[];
}

/** The insurance company with articles, ready texts and an action for its operators. */
export async function startHelpedServer(options: ServerOptions = {}): Promise<HelpedServer> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-helped-'));
  const paid: string[] = [];
  const payClaim = tool({
    name: 'pay_claim',
    description: 'Pays a claim to the account on file.',
    parameters: z.object({
      claim: z
        .string()
        .regex(/^CL-\d{4}$/)
        .describe('the claim number'),
      urgent: z.boolean().default(false).describe('by express'),
    }),
    consequential: true,
    forOperators: { title: 'Pay a claim', only: true },
    run: async (_context, { claim }) => {
      paid.push(claim);
      return { data: `Claim ${claim} is paid.` };
    },
  });
  const server = await Server.start(
    { port: 0, database: `sqlite:${join(folder, 'baton.db')}`, env: { BATON_LOG_LEVEL: 'warn' }, ...options },
    async (author) => {
      await createInsuranceAgent(author);
      const agent = await author.createAgent({ name: 'Olga', description: 'Olga knows the house rules.' });
      agent.addArticles([
        {
          title: 'How long a claim takes',
          body: 'A claim is decided within ten working days after all photos have arrived. The money is sent on the day of the decision.',
          url: 'https://help.tarnbrook.example/claims',
        },
        {
          title: 'Photos of a damage',
          body: 'Three photos are enough: the whole room, the damage, and what caused it.',
        },
      ]);
      agent.addOperatorTools(payClaim);
    },
  );
  const knowledge = new KnowledgeClient({ baseUrl: server.url });
  await knowledge.createCannedReply({
    shortcut: 'hello',
    title: 'Greeting',
    text: 'Hello {{customer}}, this is {{operator}}. How can I help?',
  });
  await knowledge.createCannedReply({
    shortcut: 'photos',
    title: 'Ask for photos',
    text: 'Could you send us three photos of the damage?',
  });
  return {
    url: server.url,
    paid,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A customer of Olga's who has written and wants a person. */
export async function askOlga(server: { readonly url: string }, ...said: string[]): Promise<Handoff> {
  const baton = new BatonClient({ baseUrl: server.url });
  const olga = (await baton.listAgents()).find(({ name }) => name === 'Olga');
  const session = await baton.createSession({ agent_id: olga?.id ?? '' });
  for (const message of said)
    await baton.createEvent(session.id, { kind: 'message', source: 'customer', message });
  return baton.requestHandoff(session.id);
}
