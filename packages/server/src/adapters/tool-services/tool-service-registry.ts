import { isDeepStrictEqual } from 'node:util';
import { BUILT_IN } from '../../core/behaviour/tool-id.ts';
import type { ToolServiceRecord } from '../../core/behaviour/tool-service.ts';
import type { ToolDefinition } from '../../engine/tool-definition.ts';
import type { BehaviourChange } from '../../ports/behaviour-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type {
  OfferedTool,
  PutService,
  PutServiceOutcome,
  ReadServiceOutcome,
  ToolServices,
} from '../../ports/tool-services.ts';
import type { OutboundHttp } from './outbound/outbound-http.ts';
import type { ServiceConnection } from './service-connection.ts';
import { ServiceFault } from './service-fault.ts';
import { TrackedService } from './tracked-service.ts';

const MOST_SERVICES = 200;
/** Whoever adds a service is not kept waiting for one that does not answer. */
const PUT_WAIT_MS = 5000;
/** Turns that go on after a restart should have their tools; nor should they wait for one that does not answer. */
const START_WAIT_MS = 2000;

/** What is needed of the agents' behaviour. */
export interface ServiceBehaviours {
  list(kind: 'service'): ToolServiceRecord[];
  get(kind: 'service', id: string): ToolServiceRecord | null;
  isCoded(kind: 'service', id: string): boolean;
  apply(changes: readonly BehaviourChange[]): Promise<void>;
  setServiceTools(service: string, tools: readonly ToolDefinition[]): void;
}

/** Where it is told how services do. Never an address, never what a service said. */
export interface ServiceLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export interface RegistryOptions {
  readonly behaviours: ServiceBehaviours;
  readonly clock: Clock;
  readonly log: ServiceLog;
  readonly http: OutboundHttp;
  /** Milliseconds that finding out about a service's tools may take. */
  readonly listTimeout: number;
  readonly connect: (record: ToolServiceRecord, onToolsChanged: () => void) => ServiceConnection;
}

/** The services that were added over REST or by code, each with its tools in the agents' behaviour. */
export class ToolServiceRegistry implements ToolServices, AsyncDisposable {
  readonly #options: RegistryOptions;
  readonly #tracked = new Map<string, TrackedService>();
  /** Writes happen one after another, so that what is stored and what is tracked agree. */
  #writes: Promise<unknown> = Promise.resolve();
  #started = false;

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  /** Takes up the services that are known. Resolves when all have been asked for their tools, or soon anyway. */
  async start(): Promise<void> {
    this.#started = true;
    const asked = this.list().map((record) => this.#track(record).refresh());
    await within(START_WAIT_MS, Promise.allSettled(asked));
  }

  async put(service: PutService): Promise<PutServiceOutcome> {
    const reason = this.#faultOf(service);
    if (reason !== null) return { type: 'refused', reason };
    const tracked = await this.#write(() => this.#store(service));
    if (tracked === null) return { type: 'refused', reason: `There are ${MOST_SERVICES} services already` };
    return { type: 'stored', service: tracked.record, tools: await within(PUT_WAIT_MS, tracked.refresh()) };
  }

  list(): readonly ToolServiceRecord[] {
    return this.#options.behaviours.list('service');
  }

  async read(name: string): Promise<ReadServiceOutcome> {
    const tracked = this.#tracked.get(name);
    if (tracked === undefined) return { type: 'missing' };
    try {
      return { type: 'found', service: tracked.record, tools: await tracked.refresh() };
    } catch {
      return this.#tracked.has(name) ? { type: 'unreachable' } : { type: 'missing' };
    }
  }

  delete(name: string): Promise<'deleted' | 'missing' | 'coded'> {
    const { behaviours } = this.#options;
    return this.#write(async () => {
      if (behaviours.isCoded('service', name)) return 'coded';
      if (behaviours.get('service', name) === null) return 'missing';
      await behaviours.apply([{ op: 'delete', kind: 'service', id: name }]);
      behaviours.setServiceTools(name, []);
      await this.#untrack(name);
      return 'deleted';
    });
  }

  /** Another node has put or deleted this service: what the behaviour says of it holds here, too. */
  heard(name: string): Promise<void> {
    const { behaviours } = this.#options;
    return this.#write(async () => {
      const record = behaviours.get('service', name);
      const known = this.#tracked.get(name)?.record;
      if (!this.#started || isDeepStrictEqual(record ?? undefined, known)) return;
      await this.#untrack(name);
      behaviours.setServiceTools(name, []);
      if (record !== null) this.#track(record).refreshAlone();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writes;
    await Promise.all([...this.#tracked.keys()].map((name) => this.#untrack(name)));
    this.#options.http[Symbol.dispose]();
  }

  async #store({ name, kind, url, source }: PutService): Promise<TrackedService | null> {
    const { behaviours, clock } = this.#options;
    const before = behaviours.get('service', name);
    if (before === null && this.list().length >= MOST_SERVICES) return null;
    const record = { id: name, createdAt: before?.createdAt ?? clock.now(), kind, url, source };
    await behaviours.apply([{ op: 'put', kind: 'service', record }]);
    await this.#untrack(name);
    const isSame = before?.kind === kind && before.url === url && before.source === source;
    // Tools of another place must not be called at this one.
    if (!isSame) behaviours.setServiceTools(name, []);
    return this.#track(record);
  }

  #track(record: ToolServiceRecord): TrackedService {
    const { behaviours, clock, log, listTimeout, connect } = this.#options;
    const service = record.id;
    const tracked = new TrackedService({
      record,
      clock,
      listTimeout,
      connect: (onToolsChanged) => connect(record, onToolsChanged),
      onTools: (tools: readonly OfferedTool[]) =>
        behaviours.setServiceTools(
          service,
          tools.map(({ definition }) => definition),
        ),
      onLost: (error) =>
        log.warn(
          { service, why: error instanceof ServiceFault ? error.message : 'unknown' },
          'a tool service cannot be reached',
        ),
      onReached: (tools) => log.info({ service, tools }, 'a tool service has been reached'),
    });
    this.#tracked.set(service, tracked);
    return tracked;
  }

  async #untrack(name: string): Promise<void> {
    const tracked = this.#tracked.get(name);
    this.#tracked.delete(name);
    await tracked?.[Symbol.asyncDispose]();
  }

  #write<T>(change: () => Promise<T>): Promise<T> {
    const done = this.#writes.then(change);
    this.#writes = done.catch(() => undefined);
    return done;
  }

  #faultOf({ name, url, source }: PutService): string | null {
    if (name === BUILT_IN) return `The name '${BUILT_IN}' is that of tools written in code`;
    // A colon stands between service and tool wherever a tool is named.
    if (!/^[^:\p{Cc}]{1,100}$/u.test(name)) return 'A service name has 1 to 100 characters and no colon';
    return (
      this.#faultOfUrl('Service URL', url) ??
      (source === null ? null : this.#faultOfUrl('OpenAPI source', source))
    );
  }

  #faultOfUrl(what: string, text: string): string | null {
    if (!/^https?:\/\//i.test(text)) return `${what} is missing schema (http:// or https://)`;
    if (!URL.canParse(text)) return `${what} cannot be read`;
    const fault = this.#options.http.faultOf(new URL(text));
    return fault === null ? null : `${what} cannot be used: ${fault}`;
  }
}

/** Null when it fails or takes more than so many milliseconds; then it goes on by itself. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(resolve, milliseconds, null);
  try {
    return await Promise.race([work, late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
