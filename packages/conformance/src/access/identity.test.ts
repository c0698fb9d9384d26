import { generateKeyPairSync, sign } from 'node:crypto';
import type { Customer, Handoff, HandoffDetail, ResumedSession, Session } from '@baton/protocol';
import { readConfig } from '@baton/server/internals';
import { describe, expect, test } from 'vitest';
import { accepted, say } from '../testing/conversation.ts';
import { KEYED, KEYS } from '../testing/keyed-server.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { IDENTITY_SECRET, inSeconds, signIdentity } from '../testing/sign-identity.ts';
import { AGENT, TestServer } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';
import type { Answer, Wire } from '../testing/wire.ts';

const ENV = { ...KEYED.env, BATON_IDENTITY_SECRET: IDENTITY_SECRET };
const server = useServer(() => ({ env: ENV }));

function ask(wire: Wire, identity: string, body: object = {}): Promise<Answer> {
  return wire.post('/sessions/resume', { agent_id: AGENT.id, identity, ...body });
}

async function resume(wire: Wire, identity: string, body: object = {}): Promise<ResumedSession> {
  return accepted<ResumedSession>(await ask(wire, identity, body), 200);
}

/** A stranger's session as the page of another origin opens it, with its token. */
async function open(wire: Wire): Promise<{ session: Session; token: string }> {
  const answer = await wire.post('/sessions?token=true', { agent_id: AGENT.id });
  return { session: accepted<Session>(answer), token: answer.headers.get('baton-session-token') ?? '' };
}

describe('a session’s token for pages of another origin', () => {
  test('is answered in a header that scripts may read, with no cookie beside it', async () => {
    const { wire } = server.current;
    const origin = 'https://shop.example.com';
    const answer = await wire.post('/sessions?token=true', { agent_id: AGENT.id }, { origin });
    const session = accepted<Session>(answer);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('access-control-expose-headers')).toContain('baton-session-token');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const mine = wire.as(answer.headers.get('baton-session-token') ?? '');
    await say(mine, session.id, 'hello');
    const other = await open(wire);
    expect((await mine.get(`/sessions/${other.session.id}`)).status).toBe(403);
  });

  test('is answered to nobody who does not ask, nor to an operator', async () => {
    const { wire } = server.current;
    const plain = await wire.post('/sessions', { agent_id: AGENT.id });
    expect(plain.headers.get('baton-session-token')).toBeNull();
    const operator = await wire.as(KEYS.operator).post('/sessions?token=true', { agent_id: AGENT.id });
    expect(operator.status).toBe(403);
  });
});

describe('a customer whom the page vouches for', () => {
  test('has one conversation on all his devices, and is known by what the page says', async () => {
    const { wire } = server.current;
    const claims = { sub: 'ada', name: 'Ada King', email: 'ada@example.com', metadata: { plan: 'gold' } };
    const [phone, laptop] = await Promise.all([
      resume(wire, signIdentity(claims)),
      resume(wire, signIdentity({ ...claims, iat: 1 })),
    ]);
    expect(phone.session?.id).toBe(laptop.session?.id);
    expect(phone.session?.customer_id).toBe('ada');
    await say(wire.as(phone.token ?? ''), phone.session?.id ?? '', 'from the phone');
    expect((await wire.as(laptop.token ?? '').get(`/sessions/${laptop.session?.id}`)).status).toBe(200);
    const known = accepted<Customer>(await wire.as(KEYS.admin).get('/customers/ada'), 200);
    expect(known).toMatchObject({
      name: 'Ada King',
      metadata: { plan: 'gold', email: 'ada@example.com' },
    });
  });

  test('keeps what the company has noted on him', async () => {
    const { wire } = server.current;
    const admin = wire.as(KEYS.admin);
    accepted(await admin.post('/customers', { id: 'bo', name: 'Bo', metadata: { vip: 'yes' } }));
    await resume(wire, signIdentity({ sub: 'bo', metadata: { plan: 'free' } }), { only_existing: true });
    const known = accepted<Customer>(await admin.get('/customers/bo'), 200);
    expect(known).toMatchObject({ name: 'Bo', metadata: { vip: 'yes', plan: 'free' } });
  });

  test('is given no conversation where only an existing one is asked for', async () => {
    const identity = signIdentity({ sub: 'new here' });
    const none = await resume(server.current.wire, identity, { only_existing: true });
    expect([none.session, none.token, none.customer.id]).toEqual([null, null, 'new here']);
  });

  test('begins anew when he wants to', async () => {
    const { wire } = server.current;
    const identity = signIdentity({ sub: 'cy' });
    const first = await resume(wire, identity);
    const second = await resume(wire, identity, { fresh: true });
    expect(second.session?.id).not.toBe(first.session?.id);
    expect((await resume(wire, identity)).session?.id).toBe(second.session?.id);
  });

  test('takes along what he said before he signed in, with that conversation’s own token alone', async () => {
    const { wire } = server.current;
    const before = await open(wire);
    await say(wire.as(before.token), before.session.id, 'I am not signed in yet');
    const stranger = await resume(wire, signIdentity({ sub: 'eve' }));
    expect(stranger.session?.id).not.toBe(before.session.id);

    const mine = wire.as(before.token);
    const after = await resume(mine, signIdentity({ sub: 'dan' }));
    expect(after.session).toMatchObject({ id: before.session.id, customer_id: 'dan' });
    expect((await resume(wire, signIdentity({ sub: 'dan' }))).session?.id).toBe(before.session.id);

    const other = await resume(mine, signIdentity({ sub: 'eve' }));
    expect(other.session?.id).toBe(stranger.session?.id);
  });

  test('who waits for a person is known to the one who comes, also to him who signs in only then', async () => {
    const { wire } = server.current;
    const guest = await open(wire);
    await say(wire.as(guest.token), guest.session.id, 'Is anybody there?');
    const asked = await wire.as(guest.token).post(`/sessions/${guest.session.id}/handoff`, {});
    await resume(
      wire.as(guest.token),
      signIdentity({ sub: 'kim', name: 'Kim Lee', email: 'kim@example.org' }),
    );
    const { id } = asked.json<Handoff>();
    const detail = (await wire.as(KEYS.admin).get(`/handoffs/${id}`)).json<HandoffDetail>();
    expect(detail.customer).toEqual({ id: 'kim', name: 'Kim Lee' });
    expect(detail.package.customer).toMatchObject({ id: 'kim', metadata: { email: 'kim@example.org' } });
    expect(detail.journal.at(-1)).toMatchObject({ type: 'identified' });
  });

  test('is led back to a conversation only for some time', async () => {
    const clock = new ManualClock();
    await using own = await TestServer.start({
      env: { ...ENV, BATON_RESUME_DAYS: '2' },
      internals: { clock },
    });
    const identity = (): string =>
      signIdentity({ sub: 'fay', exp: Math.floor(clock.now() / 1_000_000) + 3600 });
    const first = await resume(own.wire, identity());
    clock.advance(47 * 3600);
    expect((await resume(own.wire, identity())).session?.id).toBe(first.session?.id);
    clock.advance(2 * 3600);
    expect((await resume(own.wire, identity())).session?.id).not.toBe(first.session?.id);
  });
});

describe('an identity that is refused', () => {
  test.each([
    ['expired', signIdentity({ sub: 'ada', exp: inSeconds(-120) }), 'identity-expired', /expired/],
    [
      'of another secret',
      signIdentity({ sub: 'ada' }, { secret: 'x'.repeat(40) }),
      'identity-refused',
      /key/,
    ],
    ['no token', 'nothing', 'identity-refused', /key/],
    ['unsigned', signIdentity({ sub: 'ada' }, { alg: 'none' }), 'identity-refused', /key/],
    ['without an end', signIdentity({ sub: 'ada', exp: undefined }), 'identity-refused', /exp/],
    [
      'too long-lived',
      signIdentity({ sub: 'ada', exp: inSeconds(25 * 3600) }),
      'identity-refused',
      /24 hours/,
    ],
    ['the guest', signIdentity({ sub: 'guest' }), 'identity-refused', /guest/],
    ['nobody', signIdentity({ sub: '' }), 'identity-refused', /sub/],
    ['not yet', signIdentity({ sub: 'ada', nbf: inSeconds(600) }), 'identity-refused', /nbf/],
    ['half a letter', signIdentity({ sub: 'a\ud800' }), 'identity-refused', /sub/],
    ['a name of halves', signIdentity({ sub: 'a', name: '\udfff' }), 'identity-refused', /name/],
    ['unseen signs', signIdentity({ sub: 'a', metadata: { a: '\0' } }), 'identity-refused', /metadata/],
    ['too much', signIdentity({ sub: 'a', metadata: { a: { b: 1 } } }), 'identity-refused', /metadata/],
  ])('%s: 401 that says so', async (_what, identity, code, words) => {
    const answer = await ask(server.current.wire, identity);
    expect([answer.status, answer.json()['code']]).toEqual([401, code]);
    expect(answer.detail).toMatch(words);
  });

  test('tells the same whether or not the customer is known', async () => {
    const forged = { secret: 'y'.repeat(40) };
    const known = await ask(server.current.wire, signIdentity({ sub: 'ada' }, forged));
    const unknown = await ask(server.current.wire, signIdentity({ sub: 'nobody at all' }, forged));
    expect(known.text).toBe(unknown.text);
  });

  test('where nothing is set up: 409', async () => {
    await using plain = await TestServer.start(KEYED);
    const answer = await ask(plain.wire, signIdentity({ sub: 'ada' }));
    expect([answer.status, answer.json()['code']]).toEqual([409, 'identity-off']);
  });

  test('of another audience, where one is expected', async () => {
    await using strict = await TestServer.start({ env: { ...ENV, BATON_IDENTITY_AUDIENCE: 'chat' } });
    expect((await ask(strict.wire, signIdentity({ sub: 'ada', aud: 'shop' }))).detail).toMatch(/aud/);
    expect((await ask(strict.wire, signIdentity({ sub: 'ada' }))).status).toBe(401);
    expect((await ask(strict.wire, signIdentity({ sub: 'ada', aud: ['chat'] }))).status).toBe(200);
  });

  test('too often: 429', async () => {
    await using own = await TestServer.start({ env: ENV });
    const statuses: number[] = [];
    for (let n = 0; n < 70; n++) statuses.push((await ask(own.wire, 'guess')).status);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
  });
});

describe('public keys', () => {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();

  function signed(alg: string): string {
    const text = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const body = `${text({ alg })}.${text({ sub: 'gil', exp: inSeconds(60) })}`;
    const key = { key: pair.privateKey, dsaEncoding: 'ieee-p1363' } as const;
    return `${body}.${sign('sha256', Buffer.from(body), key).toString('base64url')}`;
  }

  test.each([
    ['PEM', pem],
    ['PEM on one line', pem.replaceAll('\n', '\\n')],
    ['JWK', JSON.stringify(pair.publicKey.export({ format: 'jwk' }))],
    ['a JWK set', JSON.stringify({ keys: [pair.publicKey.export({ format: 'jwk' })] })],
  ])('as %s: what they verify is trusted, and nobody signs with them', async (_what, keys) => {
    await using own = await TestServer.start({ env: { ...KEYED.env, BATON_IDENTITY_KEYS: keys } });
    expect((await resume(own.wire, signed('ES256'))).customer.id).toBe('gil');
    const confused = signIdentity({ sub: 'gil' }, { secret: pem });
    expect((await ask(own.wire, confused)).json()['code']).toBe('identity-refused');
  });

  test.each([
    ['BATON_IDENTITY_SECRET', 'short', /32 bytes/],
    ['BATON_IDENTITY_KEYS', 'nonsense', /PEM/],
    ['BATON_IDENTITY_KEYS', '{"kty":"oct","k":"c2VjcmV0"}', /private/],
    ['BATON_IDENTITY_KEYS', pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), /private/],
    ['BATON_RESUME_DAYS', '0', /1 to 3650/],
  ])('a server does not start with %s=%s', (name, value, words) => {
    expect(() => readConfig({ [name]: value })).toThrow(words);
  });
});
