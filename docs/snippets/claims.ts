/* The program of the README. It is checked and run by scripts/guide-snippets.test.ts. */
// #region claims
import { runServer, tool } from '@baton/server';
import { z } from 'zod';

const getClaim = tool({
  name: 'get_claim',
  description: 'Looks up the status of a claim.',
  parameters: z.object({
    number: z
      .string()
      .regex(/^CL-\d{4}$/, 'A claim number looks like CL-2041.')
      .describe('your claim number'),
  }),
  run: async (_context, { number }) => ({ data: `${number} is being assessed.` }),
});

const getPerson = tool({
  name: 'get_person',
  description: 'Hands the conversation over to a person.',
  parameters: z.object({}),
  run: async () => ({ data: 'A person has been asked for.', control: { mode: 'manual' } }),
});

await runServer({
  title: 'Tarnbrook Mutual',
  author: async (server) => {
    const agent = await server.createAgent({ name: 'Ines', description: 'Helps with claims.' });
    await agent.createGuideline({
      condition: 'The customer asks about the status of a claim',
      action: 'Look up the claim and say how it stands',
      tools: [getClaim],
      examples: ['What is the status of my claim?', 'Any news on my claim?', 'Has my claim been approved?'],
    });
    await agent.createGuideline({
      condition: 'The customer wants to make a complaint',
      title: 'a complaint',
      action: 'Hand the conversation over',
      tools: [getPerson],
      examples: ['I want to make a complaint', 'This is not good enough'],
    });
  },
});
// #endregion
