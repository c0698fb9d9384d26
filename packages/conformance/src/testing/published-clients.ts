import { Parlant as Parlant010, ParlantClient as ParlantClient010 } from 'parlant-client-0.10';
import { Parlant, ParlantClient } from 'parlant-client';

/* Parlant's own npm clients, as published. */

interface Thing {
  id: string;
  name: string;
}

export interface ClientSession {
  id: string;
  agentId: string;
  customerId: string;
  creationUtc: Date;
  title?: string;
  consumptionOffsets: { client?: number };
}

export interface ClientEvent {
  id: string;
  source: string;
  kind: string;
  offset: number;
  creationUtc: Date;
  correlationId: string;
  data?: unknown;
  deleted: boolean;
}

interface RequestOptions {
  timeoutInSeconds?: number;
  maxRetries?: number;
  abortSignal?: AbortSignal;
}

interface Things {
  list(options?: RequestOptions): Promise<Thing[]>;
  retrieve(id: string, options?: RequestOptions): Promise<Thing>;
  create(body: { name: string }, options?: RequestOptions): Promise<Thing>;
  update(id: string, body: { name: string }, options?: RequestOptions): Promise<Thing>;
  delete(id: string, options?: RequestOptions): Promise<void>;
}

/** What both published clients can do with the routes that exist today. */
export interface PublishedClient {
  agents: Things;
  customers: Omit<Things, 'list'> & { list(): Promise<Thing[] | { items: Thing[] }> };
  tags: Omit<Things, 'list'> & { list(): Promise<Thing[]> };
  sessions: {
    create(body: {
      agentId: string;
      customerId?: string;
      title?: string;
      allowGreeting?: boolean;
    }): Promise<ClientSession>;
    retrieve(id: string, options?: RequestOptions): Promise<ClientSession>;
    update(
      id: string,
      body: { title?: string; consumptionOffsets?: { client: number } },
    ): Promise<ClientSession>;
    list(query: {
      agentId?: string;
      customerId?: string;
    }): Promise<ClientSession[] | { items: ClientSession[] }>;
    delete(id: string): Promise<void>;
    deleteMany(query: { customerId?: string }): Promise<void>;
    createEvent(
      id: string,
      body: { kind: string; source: string; message?: string; moderation?: string },
      options?: RequestOptions,
    ): Promise<ClientEvent>;
    listEvents(
      id: string,
      query: {
        minOffset?: number;
        source?: string;
        kinds?: string;
        correlationId?: string;
        waitForData?: number;
      },
      options?: RequestOptions,
    ): Promise<ClientEvent[]>;
    deleteEvents(id: string, query: { minOffset: number }): Promise<void>;
  };
}

export interface ClientVersion {
  readonly version: string;
  connect(environment: string): PublishedClient;
  readonly errors: {
    readonly NotFoundError: new (...args: never[]) => Error;
    readonly UnprocessableEntityError: new (...args: never[]) => Error;
    readonly GatewayTimeoutError: new (...args: never[]) => Error;
  };
}

export const CLIENT_VERSIONS: readonly ClientVersion[] = [
  {
    version: '3.3.1',
    connect: (environment) => new ParlantClient({ environment }) as unknown as PublishedClient,
    errors: Parlant,
  },
  {
    version: '0.10.0',
    connect: (environment) => new ParlantClient010({ environment }) as unknown as PublishedClient,
    errors: Parlant010,
  },
];
