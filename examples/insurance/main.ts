import { runServer } from '@baton/server';
import { createInsuranceAgent } from './agent.ts';

await runServer({ title: 'Tarnbrook Mutual: an insurance company’s AI agent', author: createInsuranceAgent });
