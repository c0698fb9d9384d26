import { describe, expect, test } from 'vitest';
import { microtasks } from '../testing/until.ts';
import { orAborted } from './or-aborted.ts';

describe('orAborted', () => {
  test('gives what the promise gives', async () => {
    const { signal } = new AbortController();
    await expect(orAborted(Promise.resolve(7), signal)).resolves.toBe(7);
    await expect(orAborted(Promise.reject(new Error('x')), signal)).rejects.toThrow('x');
  });

  test('does not wait for a promise once the signal aborts', async () => {
    const controller = new AbortController();
    const reason = new Error('cancelled');
    const outcome = orAborted(new Promise(() => undefined), controller.signal);
    controller.abort(reason);
    await expect(outcome).rejects.toBe(reason);
  });

  test.each(['before', 'after'])(
    'nobody hears of a promise that rejects later, the signal having aborted %s',
    async (when) => {
      const controller = new AbortController();
      const { promise, reject } = Promise.withResolvers<void>();
      if (when === 'before') controller.abort(new Error('cancelled'));
      const outcome = orAborted(promise, controller.signal);
      controller.abort(new Error('cancelled'));
      await expect(outcome).rejects.toThrow('cancelled');
      reject(new Error('too late'));
      // An unhandled rejection would fail the run.
      await microtasks(10);
    },
  );

  test('an abort without an error is one all the same', async () => {
    await expect(orAborted(Promise.resolve(), AbortSignal.abort('why'))).rejects.toBe('why');
    const controller = new AbortController();
    const outcome = orAborted(new Promise(() => undefined), controller.signal);
    controller.abort('why');
    await expect(outcome).rejects.toThrow('aborted');
  });
});
