import { runServer } from '@baton/server';
import { createAirlineAgent } from './agent.ts';

await runServer({ title: 'Fjordline Air: an airline’s AI agent', author: createAirlineAgent });
