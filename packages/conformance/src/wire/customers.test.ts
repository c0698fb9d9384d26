import type { Customer, Page } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { accepted } from '../testing/conversation.ts';
import { ID, TIMESTAMP } from '../testing/formats.ts';
import { useServer } from '../testing/use-server.ts';
import type { Fault } from '../testing/wire.ts';

const server = useServer();
const ME = { name: 'Guest', metadata: {}, tags: [], extra: {} };

async function create(body: object): Promise<Customer> {
  return accepted<Customer>(await server.current.wire.post('/customers', body));
}

async function pages(path: string): Promise<Page<Customer>[]> {
  const found: Page<Customer>[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const next: string = cursor === '' ? path : `${path}&cursor=${encodeURIComponent(cursor)}`;
    const page = accepted<Page<Customer>>(await server.current.wire.get(next), 200);
    found.push(page);
    cursor = page.next_cursor;
  }
  return found;
}

describe('W2.2 the guest', () => {
  test('W2.2 is always there, made just now', async () => {
    const { wire } = server.current;
    const guest = accepted<Customer>(await wire.get('/customers/guest'), 200);
    expect(guest).toEqual({ ...ME, id: 'guest', creation_utc: expect.stringMatching(TIMESTAMP) });
    expect(Math.abs(Date.parse(guest.creation_utc) - Date.now())).toBeLessThan(60_000);
  });

  test('W2.2 is nobody that can be made, changed or deleted', async () => {
    const { wire } = server.current;
    expect((await wire.post('/customers', { id: 'guest', name: 'Me' })).status).toBe(422);
    expect((await wire.patch('/customers/guest', { name: 'Me' })).status).toBe(422);
    expect((await wire.delete('/customers/guest')).status).toBeGreaterThanOrEqual(400);
    expect(accepted<Customer>(await wire.get('/customers/guest'), 200)).toMatchObject(ME);
  });
});

describe('W2.2 customers', () => {
  test('W2.2 a name is enough', async () => {
    expect(await create({ name: 'Kim' })).toEqual({
      id: expect.stringMatching(ID),
      creation_utc: expect.stringMatching(TIMESTAMP),
      name: 'Kim',
      metadata: {},
      tags: [],
      extra: {},
    });
  });

  test('W2.2 keeps every field', async () => {
    const { wire } = server.current;
    const tag = (await wire.post('/tags', { name: 'vip' })).json<{ id: string }>();
    const body = { id: 'kim-1', name: 'Kim', metadata: { plan: 'gold', ü: '' }, tags: [tag.id] };
    const customer = await create(body);
    expect(customer).toMatchObject({ ...body, extra: body.metadata });
    expect(accepted<Customer>(await wire.get('/customers/kim-1'), 200)).toEqual(customer);
  });

  test('W2.2 an id that is taken is 422 in JSON', async () => {
    await create({ id: 'twice', name: 'First' });
    const answer = await server.current.wire.post('/customers', { id: 'twice', name: 'Second' });
    expect([answer.status, answer.json()]).toEqual([
      422,
      { detail: `Customer with id 'twice' already exists` },
    ]);
  });

  test.each([
    [{}, ['body', 'name'], 'missing'],
    [{ name: '' }, ['body', 'name'], 'string_too_short'],
    [{ name: 'x'.repeat(101) }, ['body', 'name'], 'string_too_long'],
    [{ name: 'Kim', metadata: { age: 7 } }, ['body', 'metadata', 'age'], 'string_type'],
    [{ name: 'Kim', tags: [1] }, ['body', 'tags', 0], 'string_type'],
  ])('W2.2 %j is 422', async (body, loc, type) => {
    const answer = await server.current.wire.post('/customers', body);
    expect(answer.status).toBe(422);
    expect(answer.detail).toEqual([expect.objectContaining({ loc, type })]);
  });

  test('W2 an unknown tag is 404 and nobody is made', async () => {
    const { wire } = server.current;
    const answer = await wire.post('/customers', { id: 'half-made', name: 'Kim', tags: ['unknown'] });
    expect([answer.status, answer.detail]).toEqual([404, `Item 'unknown' not found`]);
    expect((await wire.get('/customers/half-made')).status).toBe(404);
  });

  test('W2.2 PATCH merges set, removes unset and changes tags', async () => {
    const { wire } = server.current;
    const [one, two] = await Promise.all(
      ['one', 'two'].map(
        async (name) => (await wire.post('/tags', { name: `cust-${name}` })).json<{ id: string }>().id,
      ),
    );
    const customer = await create({ name: 'Kim', metadata: { a: '1', b: '2' }, tags: [one] });
    const path = `/customers/${customer.id}`;
    const body = {
      name: 'Kim B.',
      metadata: { set: { b: '3', c: '' }, unset: ['a', 'x'] },
      tags: { add: [two], remove: [one] },
    };
    const changed = accepted<Customer>(await wire.patch(path, body), 200);
    const metadata = { b: '3', c: '' };
    expect(changed).toEqual({ ...customer, name: 'Kim B.', metadata, extra: metadata, tags: [two] });
    expect(accepted<Customer>(await wire.patch(path, { name: null, metadata: null }), 200)).toEqual(changed);
    expect((await wire.patch(path, { metadata: { set: { a: 1 } } })).status).toBe(422);
    expect((await wire.patch(path, { name: '' })).status).toBe(422);
    expect(accepted<Customer>(await wire.get(path), 200)).toEqual(changed);
    expect((await wire.patch('/customers/nobody', { name: 'x' })).status).toBe(404);
  });

  test('W2.2 DELETE is 204, then 404', async () => {
    const { wire } = server.current;
    const customer = await create({ name: 'Kim' });
    expect((await wire.delete(`/customers/${customer.id}`)).status).toBe(204);
    expect((await wire.delete(`/customers/${customer.id}`)).status).toBe(404);
  });
});

describe('W2.2 GET /customers', () => {
  test('W2.2 without a limit the answer is a bare array, the guest first', async () => {
    await create({ name: 'Somebody' });
    const list = accepted<Customer[]>(await server.current.wire.get('/customers'), 200);
    expect(list[0]?.id).toBe('guest');
    expect(list.length).toBeGreaterThan(1);
  });

  test('W8.14 with a limit of one the first page holds the guest alone, and goes on', async () => {
    await Promise.all([1, 2, 3].map((n) => create({ name: `Paged ${n}` })));
    const all = accepted<Customer[]>(await server.current.wire.get('/customers'), 200);
    for (const sort of ['asc', 'desc']) {
      const found = await pages(`/customers?limit=1&sort=${sort}`);
      expect(found[0]?.items.map((customer) => customer.id)).toEqual(['guest']);
      expect(found.map((page) => page.items.length)).toEqual(all.map(() => 1));
      expect(found.every((page) => page.total_count === all.length)).toBe(true);
      const ids = found.flatMap((page) => page.items.map((customer) => customer.id));
      const expected = all.slice(1).map((customer) => customer.id);
      expect(ids.slice(1)).toEqual(sort === 'asc' ? expected : expected.toReversed());
      expect(found.map((page) => page.has_more)).toEqual(all.map((_, index) => index < all.length - 1));
    }
  });

  test.each([2, 3, 100])('W2.2 pages of %i hold every customer once', async (limit) => {
    const all = accepted<Customer[]>(await server.current.wire.get('/customers'), 200);
    const found = await pages(`/customers?limit=${limit}`);
    const ids = found.flatMap((page) => page.items.map((customer) => customer.id));
    expect(ids).toEqual(all.map((customer) => customer.id));
  });

  test.each(['limit=0', 'limit=101', 'sort=up'])('W2.2 %s is 422', async (query) => {
    const answer = await server.current.wire.get(`/customers?${query}`);
    expect(answer.status).toBe(422);
    expect((answer.detail as Fault[])[0]?.loc).toEqual(['query', query.split('=')[0]]);
  });
});
