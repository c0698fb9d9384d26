import { RequestError, type FollowUpdate } from '@baton/client';
import type {
  ChooseContact,
  CreateEvent,
  Handoff,
  HandoffLine,
  Session,
  SessionEvent,
} from '@baton/protocol';
import type { TalkApi } from '../effects/chat-controller.ts';
import type { FileApi } from '../effects/file-client.ts';
import type { HandoffApi } from '../effects/handoff-choices.ts';
import { isGrowing } from '../state/log-entry.ts';
import { makeMessage, makeStatus } from './make-event.ts';

/** A refusal as the client throws it. */
export function refusal(
  status: number,
  code?: 'wrong-stage' | 'too-large' | 'rate-limited' | 'time-not-possible',
  more: Record<string, unknown> = {},
): RequestError {
  return new RequestError(status, { ...more, detail: 'no', ...(code === undefined ? {} : { code }) });
}

/** What a browser throws when there is no network. */
export function networkFailure(): TypeError {
  return new TypeError('Failed to fetch');
}

/** A server that fits into a test: sessions, logs, keys, and faults on demand. */
export class FakeServer implements TalkApi, HandoffApi, FileApi {
  readonly logs = new Map<string, SessionEvent[]>();
  readonly calls: string[] = [];
  readonly #byKey = new Map<string, SessionEvent>();
  readonly #sessionByKey = new Map<string, string>();
  #wake = Promise.withResolvers<void>();
  #broken = false;
  position: number | null = null;
  lines: HandoffLine[] = [];
  /** Ids of the files of each message that was posted with some. */
  readonly sentFiles: string[][] = [];
  /** Called before a request is answered; what it throws is the answer. `after`: once it has been carried out. */
  fault: (call: string, moment: 'before' | 'after') => void = () => undefined;

  /** Ends every connection; new ones fail until `mend`. */
  break(): void {
    this.#broken = true;
    this.#stir();
  }

  mend(): void {
    this.#broken = false;
  }

  append(sessionId: string, event: SessionEvent): void {
    this.log(sessionId).push(event);
    this.#stir();
  }

  log(sessionId: string): SessionEvent[] {
    const log = this.logs.get(sessionId);
    if (log === undefined) throw refusal(404);
    return log;
  }

  texts(sessionId: string): string[] {
    return this.log(sessionId).flatMap(({ kind, data }) =>
      kind === 'message' ? (data as { message: string }).message : [],
    );
  }

  /** The message at its offset is now this one. */
  rewrite(sessionId: string, event: SessionEvent): void {
    this.log(sessionId)[event.offset] = event;
    this.#stir();
  }

  delete(sessionId: string): void {
    this.logs.delete(sessionId);
    this.#stir();
  }

  createSession: TalkApi['createSession'] = async (_, options) => {
    this.#before('createSession');
    const key = options?.idempotencyKey ?? 'none';
    const id = this.#sessionByKey.get(key) ?? `session-${this.logs.size + 1}`;
    this.#sessionByKey.set(key, id);
    if (!this.logs.has(id)) this.logs.set(id, []);
    this.fault('createSession', 'after');
    return { id } as Session;
  };

  readSession: TalkApi['readSession'] = async (sessionId) => {
    this.#before('readSession');
    this.log(sessionId);
    return { id: sessionId } as Session;
  };

  listEvents = async (sessionId: string, from?: number): Promise<SessionEvent[]> => {
    this.#before('listEvents');
    return this.log(sessionId).filter((event) => event.offset >= (from ?? 0));
  };

  createEvent = async (sessionId: string, body: CreateEvent, key?: string): Promise<SessionEvent> => {
    const call = `${body.kind} ${body.message ?? body.status}`;
    this.#before(call);
    if (body.attachments) this.sentFiles.push([...body.attachments]);
    const log = this.log(sessionId);
    const known = this.#byKey.get(`${sessionId} ${key}`);
    const event = known ?? asEvent(log.length, body);
    if (known === undefined) this.append(sessionId, event);
    this.#byKey.set(`${sessionId} ${key}`, event);
    this.fault(call, 'after');
    return event;
  };

  requestHandoff: HandoffApi['requestHandoff'] = async (sessionId) => {
    this.#before('requestHandoff');
    return { id: 'handoff-1', session_id: sessionId } as Handoff;
  };

  readOpenHandoff: HandoffApi['readOpenHandoff'] = async () => {
    this.#before('readOpenHandoff');
    return { id: 'handoff-1', position: this.position, wait: null as Handoff['wait'] } as Handoff;
  };

  withdraw: HandoffApi['withdraw'] = async (id) => this.#choose(`withdraw ${id}`);
  chooseCallback: HandoffApi['chooseCallback'] = async (id, contact) =>
    this.#choose(`callback ${id}`, contact);
  chooseEmail: HandoffApi['chooseEmail'] = async (id, contact) => this.#choose(`email ${id}`, contact);

  readLines: HandoffApi['readLines'] = async (id) => {
    this.#before(`lines ${id}`);
    return this.lines;
  };

  correctLine: HandoffApi['correctLine'] = async (id, { line, value }) => {
    this.#before(`correct ${id} ${line} ${value}`);
    this.lines = this.lines.map((each) =>
      each.line === line ? { ...each, text: value, before: each.text } : each,
    );
    return this.lines;
  };

  upload: FileApi['upload'] = async (sessionId, file, _key, { onProgress }) => {
    this.#before(`upload ${file.name}`);
    this.log(sessionId);
    onProgress(1);
    const { name, type, size } = file;
    return { id: `file-${name}`, name, type, size, creation_utc: '', by: 'customer' };
  };

  address: FileApi['address'] = (sessionId, id, inline) => `/${sessionId}/${id}${inline ? '?inline' : ''}`;

  rate: HandoffApi['rate'] = async (id, { score }) => this.#choose(`rate ${id} ${score}`);

  async *follow(sessionId: string, from: number, signal: AbortSignal): AsyncGenerator<FollowUpdate> {
    this.calls.push(`follow ${from}`);
    yield { type: 'connection', state: 'connecting' };
    let next = from;
    let open = false;
    while (!signal.aborted) {
      if (this.#broken) {
        if (open) yield { type: 'connection', state: 'lost' };
        open = false;
      } else {
        // As the real one: of a session that is gone a stream ends at once, and the client opens the next.
        const log = this.logs.get(sessionId);
        if (!open || log === undefined) yield { type: 'connection', state: 'open' };
        open = true;
        for (let event = log?.[next]; event !== undefined; event = log?.[++next])
          yield { type: 'event', event };
      }
      await Promise.race([this.#wake.promise, aborted(signal)]);
    }
  }

  async *followMessage(
    sessionId: string,
    eventId: string,
    signal: AbortSignal,
  ): AsyncGenerator<SessionEvent> {
    this.#before(`followMessage ${eventId}`);
    let told: SessionEvent | null = null;
    while (!signal.aborted && !this.#broken) {
      const event = this.log(sessionId).find(({ id }) => id === eventId);
      if (event === undefined) throw refusal(404);
      if (event !== told) yield event;
      told = event;
      if (!isGrowing(event)) return;
      await Promise.race([this.#wake.promise, aborted(signal)]);
    }
  }

  /** Lets the followers look again. */
  #stir(): void {
    this.#wake.resolve();
    this.#wake = Promise.withResolvers<void>();
  }

  stir(): void {
    this.#stir();
  }

  #before(call: string): void {
    this.calls.push(call);
    if (this.#broken) throw networkFailure();
    this.fault(call, 'before');
  }

  #choose(call: string, contact?: ChooseContact): Handoff {
    this.#before(contact === undefined ? call : `${call} ${contact.address} ${contact.at}`);
    return { id: 'handoff-1' } as Handoff;
  }
}

function asEvent(offset: number, body: CreateEvent): SessionEvent {
  if (body.kind === 'status') return makeStatus(offset, body.source, body.status ?? 'ready');
  return makeMessage(offset, body.source, body.message ?? '', 'Guest', body.metadata ?? {});
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
