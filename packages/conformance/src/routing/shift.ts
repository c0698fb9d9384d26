import { BatonClient, StaffClient } from '@baton/client';
import type { CreateOperator, Handoff, HandoffDetail, RequestHandoff, SessionEvent } from '@baton/protocol';
import { createSession, readLog } from '../testing/conversation.ts';
import { TestServer } from '../testing/start-server.ts';
import type { TestServerOptions } from '../testing/start-server.ts';
import type { Wire } from '../testing/wire.ts';

/* Several operators at work on one server, each with a key of his own. */

const ADMIN = 'admin-secret-0123456789';
const NAMES = { mia: 'Mia', tom: 'Tom', lea: 'Lea' } as const;
export type Who = keyof typeof NAMES;

function secretOf(who: Who): string {
  return `${who}-secret-0123456789ab`;
}

export class Shift implements AsyncDisposable {
  readonly server: TestServer;
  readonly staff: StaffClient;
  /** With the key of an administrator. */
  readonly desk: BatonClient;

  private constructor(server: TestServer) {
    this.server = server;
    this.staff = new StaffClient({ baseUrl: server.url, token: ADMIN });
    this.desk = new BatonClient({ baseUrl: server.url, token: ADMIN });
  }

  static async start(options: TestServerOptions = {}): Promise<Shift> {
    const keys = Object.entries(NAMES).map(([who, name]) => `operator:${name}:${secretOf(who as Who)}`);
    const env = { BATON_API_KEYS: [`admin:root:${ADMIN}`, ...keys].join(',') };
    return new Shift(await TestServer.start({ ...options, env: { ...env, ...options.env } }));
  }

  /** The API as an operator's browser uses it. */
  as(who: Who): BatonClient {
    return new BatonClient({ baseUrl: this.server.url, token: secretOf(who) });
  }

  wireOf(who: Who): Wire {
    return this.server.wire.as(secretOf(who));
  }

  get admin(): Wire {
    return this.server.wire.as(ADMIN);
  }

  async hire(who: Who, over: Partial<Omit<CreateOperator, 'id' | 'name'>> = {}): Promise<void> {
    await this.staff.createOperator({ id: who, name: NAMES[who], ...over });
  }

  /** He says himself that he takes chats. */
  async comes(who: Who): Promise<void> {
    const own = new StaffClient({ baseUrl: this.server.url, token: secretOf(who) });
    await own.setPresence('me', 'available');
  }

  async heartbeat(who: Who): Promise<void> {
    const own = new StaffClient({ baseUrl: this.server.url, token: secretOf(who) });
    await own.heartbeat('me');
  }

  /** A new session whose customer asks for a person. */
  async ask(body: RequestHandoff = {}, customerId?: string): Promise<Handoff> {
    const session = await createSession(
      this.admin,
      customerId === undefined ? {} : { customer_id: customerId },
    );
    return this.desk.requestHandoff(session.id, body);
  }

  read({ id }: Handoff): Promise<HandoffDetail> {
    return this.desk.readHandoff(id);
  }

  /** In words: `queued`, `offered mia`, `active mia`. */
  async where(handoff: Handoff): Promise<string> {
    const { stage, offer, operator } = await this.read(handoff);
    const who = stage === 'queued' ? null : (offer?.operator ?? operator);
    return who === null ? stage : `${stage} ${who.id}`;
  }

  /** What the journal has of one kind. */
  async journal(handoff: Handoff, type: string): Promise<HandoffDetail['journal']> {
    return (await this.read(handoff)).journal.filter((entry) => entry.type === type);
  }

  log({ session_id }: Handoff): Promise<SessionEvent[]> {
    return readLog(this.admin, session_id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
  }
}
