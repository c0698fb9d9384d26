import type { Session } from '@baton/protocol';
import { AGENT } from './start-server.ts';
import type { TestServerOptions } from './start-server.ts';
import type { TestServer } from './start-server.ts';
import type { Wire } from './wire.ts';

/** Secrets of a server with credentials. */
export const KEYS = {
  admin: 'admin-secret-0123456789',
  operator: 'operator-secret-0123456789',
  colleague: 'colleague-secret-0123456789',
  integration: 'integration-secret-0123456789',
} as const;

/** Settings for a server with a key for every role. */
export const KEYED: TestServerOptions = {
  env: {
    BATON_API_KEYS: [
      `admin:root:${KEYS.admin}`,
      `operator:Mia Berg:${KEYS.operator}`,
      `operator:Tom:${KEYS.colleague}`,
      `integration:shop:${KEYS.integration}`,
    ].join(','),
  },
};

export const MIA = { id: 'mia-berg', name: 'Mia Berg' } as const;
export const TOM = { id: 'tom', name: 'Tom' } as const;

/** A customer's browser: a session it opened itself, and what it was given to use it. */
export interface Visitor {
  readonly session: Session;
  /** `name=value` as a browser sends it back. */
  readonly cookie: string;
  readonly token: string;
  /** Calls with the cookie. */
  readonly wire: Wire;
}

/** Opens a session without credentials. */
export async function visit(server: TestServer): Promise<Visitor> {
  const answer = await server.wire.post('/sessions', { agent_id: AGENT.id });
  if (answer.status !== 201) throw new Error(`${answer.status}: ${answer.text}`);
  const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
  const token = cookie.slice(cookie.indexOf('=') + 1);
  return { session: answer.json<Session>(), cookie, token, wire: server.wire.with({ cookie }) };
}
