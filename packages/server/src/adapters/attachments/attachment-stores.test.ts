import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AttachmentStore } from '../../ports/attachment-store.ts';
import { FakeS3, S3_KEY } from '../../testing/fake-s3/fake-s3.ts';
import { TempFolder } from '../../testing/temp-folder.ts';
import { DiskAttachmentStore } from './disk-attachment-store.ts';
import type { S3Settings } from './read-attachment-settings.ts';
import { S3AttachmentStore } from './s3-attachment-store.ts';

const ID = '0123456789abcdef0123456789abcdef';
const TYPE = 'image/png';

async function* pieces(bytes: Buffer, size = 10_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function* broken(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
  throw new Error('the sender has gone');
}

async function contentOf(store: AttachmentStore, first?: number, last?: number): Promise<Buffer | string> {
  const range = first === undefined || last === undefined ? undefined : { first, last };
  const outcome = await store.get(ID, range);
  return outcome.type === 'found' ? buffer(outcome.bytes) : outcome.type;
}

/** What every store of attachments keeps to. */
function storeContract(store: () => AttachmentStore): void {
  const content = randomBytes(200_001);

  afterEach(async () => {
    await store().remove(ID);
  });

  test('gives back what it was given, whole and in part', async () => {
    expect(await store().put(ID, TYPE, pieces(content))).toMatchObject({
      type: 'stored',
      size: content.length,
    });
    expect(await contentOf(store())).toEqual(content);
    expect(await contentOf(store(), 100, 199)).toEqual(content.subarray(100, 200));
    expect(await contentOf(store(), content.length - 1, content.length - 1)).toEqual(content.subarray(-1));
  });

  test('knows the same bytes again', async () => {
    const digests = [];
    for (const size of [10_000, 33]) {
      const put = await store().put(ID, TYPE, pieces(content.subarray(0, 1000), size));
      digests.push(put.type === 'stored' ? put.digest : put);
      await store().remove(ID);
    }
    expect(digests[0]).toBe(digests[1]);
  });

  test('keeps nothing of what broke off', async () => {
    expect(await store().put(ID, TYPE, broken(content))).toMatchObject({
      type: 'failed',
      cause: expect.objectContaining({ message: 'the sender has gone' }),
    });
    expect(await contentOf(store())).toBe('missing');
    expect(await store().put(ID, TYPE, pieces(content))).toMatchObject({ type: 'stored' });
  });

  test('removes, also what is not there', async () => {
    await store().put(ID, TYPE, pieces(content));
    expect(await store().remove(ID)).toBe(true);
    expect(await store().remove(ID)).toBe(true);
    expect(await contentOf(store())).toBe('missing');
  });
}

describe('attachments on disk', () => {
  const folder = new TempFolder();
  let store: DiskAttachmentStore;
  beforeAll(async () => {
    store = await DiskAttachmentStore.open(folder.join('files'));
  });
  afterAll(() => folder[Symbol.dispose]());

  storeContract(() => store);

  test('takes nothing while the disk has too little room left, and keeps nothing of it', async () => {
    const full = await DiskAttachmentStore.open(folder.join('full'), Number.MAX_SAFE_INTEGER);
    expect(await full.put(ID, TYPE, pieces(randomBytes(100)))).toMatchObject({ type: 'failed' });
    expect(readdirSync(folder.join('full'), { recursive: true })).toEqual(['incoming']);
    expect(await full.get(ID)).toEqual({ type: 'missing' });
    rmSync(folder.join('full'), { recursive: true });
  });

  test('are for nobody else on the machine', async () => {
    await store.put(ID, TYPE, pieces(Buffer.from('x')));
    expect(statSync(folder.join(`files/01/${ID}`)).mode & 0o777).toBe(0o600);
    expect(statSync(folder.join('files/01')).mode & 0o777).toBe(0o700);
  });

  test('that an earlier process was receiving are cleared away', async () => {
    writeFileSync(folder.join('files/incoming/half'), 'half');
    await DiskAttachmentStore.open(folder.join('files'));
    expect(existsSync(folder.join('files/incoming/half'))).toBe(false);
  });

  test('are never at a path that an id makes', async () => {
    for (const id of ['../../x', '', 'A'.repeat(32), `${ID}/x`]) {
      await expect(store.put(id, TYPE, pieces(Buffer.from('x')))).rejects.toThrow('32 hexadecimal digits');
      expect(await store.get(id)).toMatchObject({ type: 'failed' });
    }
    expect(readdirSync(folder.path)).toEqual(['files']);
  });
});

describe('attachments in a bucket', () => {
  let service: FakeS3;
  let store: S3AttachmentStore;
  const settings = (): S3Settings => ({
    kind: 's3',
    endpoint: service.url,
    bucket: 'chats',
    prefix: 'prod/a b',
    region: S3_KEY.region,
    accessKeyId: S3_KEY.id,
    secretAccessKey: S3_KEY.secret,
    sessionToken: null,
  });
  beforeAll(async () => {
    service = await FakeS3.start();
    store = await S3AttachmentStore.open(settings(), { firstWait: 1, timeout: 500 });
  });
  afterAll(async () => {
    await store[Symbol.asyncDispose]();
    await service[Symbol.asyncDispose]();
  });

  storeContract(() => store);

  test('are at a path of the bucket, with their type, and every request is signed as published', async () => {
    await store.put(ID, TYPE, pieces(Buffer.from('content')));
    expect(service.objects.get(`/chats/prod/a%20b/${ID}`)).toEqual({
      bytes: Buffer.from('content'),
      type: TYPE,
    });
    expect(service.faults).toEqual([]);
  });

  test('are sent again when the service fails for a moment', async () => {
    service.failures.push(503, 0, 500);
    expect(await store.put(ID, TYPE, pieces(Buffer.from('content')))).toMatchObject({ type: 'stored' });
    service.failures.push(429, 503);
    expect(await contentOf(store)).toEqual(Buffer.from('content'));
  });

  test('are given up in the end, and nothing is thrown', async () => {
    const before = service.requests;
    service.failures.push(503, 503, 503, 503);
    expect(await store.put(ID, TYPE, pieces(Buffer.from('x')))).toMatchObject({ type: 'failed' });
    expect(service.requests - before).toBe(4);
    service.failures.push(500, 500, 500, 500);
    expect(await contentOf(store)).toBe('failed');
    service.failures.push(500, 500, 500, 500);
    expect(await store.remove(ID)).toBe(false);
  });

  test('are not taken with a key that is not known, and that is not tried again', async () => {
    await using other = await S3AttachmentStore.open(
      { ...settings(), secretAccessKey: 'other' },
      { firstWait: 1 },
    );
    const before = service.requests;
    expect(await other.put(ID, TYPE, pieces(Buffer.from('x')))).toMatchObject({ type: 'failed' });
    expect(service.requests - before).toBe(1);
    expect(service.faults.splice(0)).toEqual(['the signature does not fit']);
  });
});
