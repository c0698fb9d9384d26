import { current } from '../engine/current.ts';
import { Agent } from './agent.ts';
import { Customer } from './customer.ts';
import { Session } from './session.ts';

/* For functions that a turn calls: tools, retrievers, matchers, hooks, triggers. Elsewhere they throw an Error. */

/** The conversation this was called for. */
export function currentSession(): Session {
  const { app, session } = current();
  return new Session(app, session.id);
}

/** The agent this was called for. */
export function currentAgent(): Agent {
  const { app, behaviours, agent } = current();
  return new Agent({ app, behaviours }, agent);
}

/** The customer this was called for. */
export function currentCustomer(): Customer {
  return new Customer(current().customer);
}
