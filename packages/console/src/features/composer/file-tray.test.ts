import { RequestError } from '@baton/client';
import type { Attachment } from '@baton/protocol';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Upload } from './file-tray.ts';
import { FileTray } from './file-tray.ts';

const upload = vi.fn<Upload>();
let tray: FileTray;

const file = (name: string): File => new File(['x'], name);
const stored = (name: string): Attachment => ({
  id: `a-${name}`,
  name,
  type: 'text/plain',
  size: 1,
  creation_utc: '2026-05-01T12:00:00.000000Z',
  by: 'company',
});
const states = (): string[] => tray.files.map(({ name, state }) => `${name} ${state}`);

beforeEach(() => {
  upload.mockReset();
  upload.mockImplementation((_, { name }) => Promise.resolve(stored(name)));
  tray = new FileTray('s1', upload);
});

describe('files of a reply', () => {
  it('are stored at once and tell how far they are', async () => {
    const answer = Promise.withResolvers<Attachment>();
    upload.mockReturnValueOnce(answer.promise);
    tray.add([file('a.txt')]);
    upload.mock.calls[0]?.[2].onProgress(0.5);
    expect(tray.files[0]).toMatchObject({ state: 'uploading', part: 0.5 });
    answer.resolve(stored('a.txt'));
    await vi.waitFor(() => expect(states()).toEqual(['a.txt ready']));
  });

  it('are no more than go with one message', async () => {
    tray.add(Array.from({ length: 12 }, (_, n) => file(`${n}.txt`)));
    expect(tray.files).toHaveLength(10);
    expect(tray.overfull).toBe(true);
    tray.remove(tray.files[0]?.key ?? '');
    expect(tray.overfull).toBe(false);
    await vi.waitFor(() => expect(tray.files.every(({ state }) => state === 'ready')).toBe(true));
  });

  it('are taken back while they are uploaded', () => {
    upload.mockReturnValueOnce(Promise.withResolvers<Attachment>().promise);
    tray.add([file('a.txt')]);
    tray.remove(tray.files[0]?.key ?? '');
    expect(upload.mock.calls[0]?.[2].signal.aborted).toBe(true);
    expect(tray.files).toEqual([]);
  });

  it.each([
    [new RequestError(413, { detail: 'x', code: 'too-large' }), false],
    [new RequestError(415, { detail: 'x', code: 'unsupported-type' }), false],
    [new RequestError(503, { detail: 'x', code: 'draining' }), true],
    [new TypeError('Failed to fetch'), true],
  ])('that are refused with %s can be tried again: %s', async (error, again) => {
    upload.mockRejectedValueOnce(error);
    tray.add([file('a.txt')]);
    await vi.waitFor(() => expect(tray.files[0]).toMatchObject({ state: 'refused', error, again }));
    tray.tryAgain(tray.files[0]?.key ?? '');
    await vi.waitFor(() => expect(states()).toEqual(['a.txt ready']));
  });

  it('leave when their message is in the log, and those added meanwhile stay', async () => {
    tray.add([file('a.txt'), file('b.txt')]);
    await vi.waitFor(() => expect(states()).toEqual(['a.txt ready', 'b.txt ready']));
    tray.sent(['a-a.txt']);
    expect(states()).toEqual(['b.txt ready']);
  });
});
