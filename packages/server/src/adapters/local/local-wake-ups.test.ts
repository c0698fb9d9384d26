import { describe, expect, test } from 'vitest';
import { until } from '../../testing/until.ts';
import { LocalWakeUps } from './local-wake-ups.ts';

describe('wake-ups', () => {
  test('reach every reader of the session, and nobody else', () => {
    const wakeUps = new LocalWakeUps();
    const woken: string[] = [];
    const subscriptions = ['a', 'b', 'c'].map((name) => wakeUps.subscribe('s', () => woken.push(name)));
    wakeUps.subscribe('t', () => woken.push('other'));
    wakeUps.notify('s', null);
    expect(woken).toEqual(['a', 'b', 'c']);
    subscriptions[1]!.cancel();
    wakeUps.notify('s', null);
    expect(woken.slice(3)).toEqual(['a', 'c']);
    for (const subscription of subscriptions) subscription.cancel();
    wakeUps.notify('s', null);
    wakeUps.notify('nobody', null);
    expect(woken).toHaveLength(5);
  });

  test('a cancelled reader does not take another with it, however often it cancels', () => {
    const wakeUps = new LocalWakeUps();
    const woken: string[] = [];
    const first = wakeUps.subscribe('s', () => woken.push('first'));
    first.cancel();
    wakeUps.subscribe('s', () => woken.push('second'));
    first.cancel();
    wakeUps.notify('s', null);
    expect(woken).toEqual(['second']);
  });

  test('a reader may cancel, and another come, while they are woken', () => {
    const wakeUps = new LocalWakeUps();
    const woken: string[] = [];
    const once = wakeUps.subscribe('s', () => {
      woken.push('once');
      once.cancel();
      wakeUps.subscribe('s', () => woken.push('new'));
    });
    wakeUps.subscribe('s', () => woken.push('stays'));
    wakeUps.notify('s', null);
    wakeUps.notify('s', null);
    expect(woken).toEqual(['once', 'stays', 'stays', 'new']);
  });

  test('feeds across sessions learn which session and which handoff changed, and where', () => {
    const wakeUps = new LocalWakeUps();
    const seen: unknown[] = [];
    const subscription = wakeUps.subscribeAll((...change) => seen.push(change));
    wakeUps.notify('s', null);
    wakeUps.notify('t', 'h', 'elsewhere');
    subscription.cancel();
    wakeUps.notify('s', null);
    expect(seen).toEqual([
      ['s', null, 'here'],
      ['t', 'h', 'elsewhere'],
    ]);
  });

  test('all readers are woken when nobody knows what changed, however many there are', async () => {
    const wakeUps = new LocalWakeUps();
    const woken = new Set<number>();
    for (let i = 0; i < 1000; i++) wakeUps.subscribe(`s${i}`, () => woken.add(i));
    wakeUps.subscribe('s0', () => woken.add(1000));
    wakeUps.notifyAll();
    expect(woken.size).toBeLessThan(500);
    await until(() => woken.size === 1001);
  });
});
