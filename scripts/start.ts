import { runServer } from '@baton/server';
import { createInsuranceAgent } from '../examples/insurance/agent.ts';
import { buildPages } from './build-pages.ts';

/** `npm start`: the insurance company's agent, its chat page and the console. */
await runServer({
  title: 'Baton: an insurance company’s AI agent, with people behind it',
  prepare: () => buildPages(),
  author: createInsuranceAgent,
});
