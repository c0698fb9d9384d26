import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetKnown } from './forget-known.ts';
import { SessionKeeper } from './session-keeper.ts';

const SERVER = 'https://chat.example.com';
const AGENT = 'ava';

/** What was asked of the server, and what it is to answer next. */
let asked: { path: string; token: string | null; body: unknown }[];
let answers: ((path: string) => Response | Promise<Response>)[];
let refusals: string[];

beforeEach(() => {
  asked = [];
  answers = [];
  refusals = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const path = url.slice(SERVER.length);
    const token = new Headers(init.headers).get('authorization');
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null;
    asked.push({ path, token, body });
    const answer = answers.shift() ?? ((): Response => Response.json({}));
    const response = await answer(path);
    init.signal?.throwIfAborted();
    return response;
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
  sessionStorage.clear();
});

function keeper(): SessionKeeper {
  return new SessionKeeper(SERVER, (code) => refusals.push(code));
}

function identityOf(subject: string): string {
  return `x.${btoa(JSON.stringify({ sub: subject }))}.y`;
}

function made(id: string): () => Response {
  return () => Response.json({ id }, { status: 201, headers: { 'baton-session-token': `token-${id}` } });
}

function resumed(id: string | null, token = `token-${id}`): () => Response {
  const session = id === null ? null : { id };
  return () =>
    Response.json({ session, token: id === null ? null : token, customer: { id: 'x', name: 'X' } });
}

function refused(status: number, code: string): () => Response {
  return () => Response.json({ detail: 'no', code }, { status });
}

/** As the chat makes a session and notes it. */
async function begin(own: SessionKeeper, signal: AbortSignal): Promise<string> {
  const around = await own.enter(AGENT, signal);
  const { fetch } = own.connection(signal);
  const answer = await fetch!(`${SERVER}/sessions`, { method: 'POST', body: '{}' });
  const { id } = (await answer.json()) as { id: string };
  around.writeSession(id);
  return id;
}

const always = (): AbortSignal => new AbortController().signal;

test('a session’s token goes out with what is about it, and after a reload too', async () => {
  answers = [made('s1')];
  await begin(keeper(), always());
  const later = keeper();
  const around = await later.enter(AGENT, always());
  expect(around.readSession()).toBe('s1');
  const { fetch } = later.connection(always());
  await fetch?.(`${SERVER}/sessions/s1/events`);
  await fetch?.(`${SERVER}/handoffs/h1/rating`, { method: 'POST' });
  await fetch?.(`${SERVER}/sessions/other`);
  expect(asked.slice(1).map(({ token }) => token)).toEqual(['Bearer token-s1', 'Bearer token-s1', null]);
});

test('a page that never knew the customer makes him forgotten too, and no guest', async () => {
  answers = [made('g1')];
  await begin(keeper(), always());
  const guest = Object.entries(localStorage);
  const known = keeper();
  known.know(identityOf('ada/b'));
  answers = [resumed(null), resumed('s1')];
  const around = await known.enter('other', always());
  await known.connection(always()).fetch!(`${SERVER}/sessions`, { method: 'POST', body: '{}' });
  around.writeSession('s1');
  around.writeDraft('about me');
  expect(JSON.stringify(Object.entries(localStorage))).toContain('token-s1');
  forgetKnown('https://chat.example.org');
  expect(JSON.stringify(Object.entries(localStorage))).toContain('token-s1');
  forgetKnown(SERVER);
  expect(Object.entries(localStorage)).toEqual(guest);
  expect(sessionStorage).toHaveLength(0);
});

test('what a guest has said, and not sent yet, goes along when he is known', async () => {
  const own = keeper();
  answers = [made('s1'), resumed('s1', 'new-token')];
  await begin(own, always());
  const guest = await own.enter(AGENT, always());
  const unsent = { sessionKey: 'k', sends: [{ key: 'a', text: 'hello', at: 1 }] };
  guest.writeUnsent(unsent);
  own.know(identityOf('ada'));
  const around = await own.enter(AGENT, always());
  expect(asked.at(-1)).toMatchObject({ path: '/sessions/resume', token: 'Bearer token-s1' });
  expect(around.readSession()).toBe('s1');
  expect(around.readUnsent()).toEqual(unsent);
  expect(guest.readSession()).toBeNull();
  expect(guest.readUnsent()).toBeNull();
  expect(own.tokenOf('s1')).toBe('new-token');
});

test('a token that is of no use any more does not keep the customer from his conversation', async () => {
  const own = keeper();
  answers = [made('s1'), refused(401, 'unauthenticated'), resumed('s2')];
  await begin(own, always());
  own.know(identityOf('ada'));
  expect((await own.enter(AGENT, always())).readSession()).toBe('s2');
  expect(asked.slice(-2).map(({ token }) => token)).toEqual(['Bearer token-s1', null]);
});

test('who begins anew is given a new conversation, in whichever tab he writes', async () => {
  const [one, other] = [keeper(), keeper()];
  answers = [resumed('s1'), resumed('s1')];
  one.know(identityOf('ada'));
  other.know(identityOf('ada'));
  const around = await one.enter(AGENT, always());
  await other.enter(AGENT, always());
  around.writeSession(null);
  answers = [resumed('s2')];
  await other.connection(always()).fetch?.(`${SERVER}/sessions`, { method: 'POST' });
  expect(asked.at(-1)?.body).toMatchObject({ fresh: true });
});

test('an identity that has expired in the meantime loses no message', async () => {
  const own = keeper();
  answers = [resumed(null), refused(401, 'identity-expired')];
  own.know(identityOf('ada'));
  await own.enter(AGENT, always());
  const create = own.connection(always()).fetch?.(`${SERVER}/sessions`, { method: 'POST' });
  // As without a connection: the chat tries again, and refuses nothing.
  await expect(create).rejects.toBeInstanceOf(TypeError);
  expect(refusals).toEqual(['identity-expired']);
});

test('what comes when the customer has signed out is kept nowhere', async () => {
  const own = keeper();
  const over = new AbortController();
  answers = [resumed(null)];
  own.know(identityOf('ada'));
  const around = await own.enter(AGENT, over.signal);
  const { promise, resolve } = Promise.withResolvers<Response>();
  answers = [() => promise];
  const create = own.connection(over.signal).fetch?.(`${SERVER}/sessions`, { method: 'POST' });
  over.abort();
  own.forget();
  own.know(null);
  resolve(resumed('s9')());
  await expect(create).rejects.toThrow();
  around.writeSession('s9');
  around.writeDraft('secret');
  expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
});
