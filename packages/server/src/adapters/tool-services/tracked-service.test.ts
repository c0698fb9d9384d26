import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { OfferedTool } from '../../ports/tool-services.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { turnsOfTheLoop } from '../../testing/until.ts';
import { ServiceFault } from './service-fault.ts';
import { TrackedService } from './tracked-service.ts';

function offered(...names: readonly string[]): OfferedTool[] {
  return names.map((name) => ({
    createdAt: 0,
    definition: {
      name,
      service: 'shop',
      description: '',
      parameters: z.object({}),
      run: async () => ({ data: name }),
    },
  }));
}

let clock: FakeClock;
/** What the service offers; null: it cannot be reached. */
let offers: readonly OfferedTool[] | null;
let asked: number;
let told: string[];
let say: () => void;

beforeEach(() => {
  clock = new FakeClock();
  offers = offered('one');
  asked = 0;
  told = [];
});

function track(): TrackedService {
  return new TrackedService({
    record: { id: 'shop', createdAt: 0, kind: 'sdk', url: 'http://shop.example', source: null },
    clock,
    listTimeout: 10_000,
    connect: (onToolsChanged) => {
      say = onToolsChanged;
      return {
        async fetchTools() {
          asked += 1;
          if (offers === null) throw new ServiceFault('unreachable', 'the connection failed');
          return offers;
        },
        [Symbol.asyncDispose]: async () => void told.push('closed'),
      };
    },
    onTools: (tools) => void told.push(tools.map(({ definition }) => definition.name).join()),
    onLost: () => void told.push('lost'),
    onReached: () => void told.push('reached'),
  });
}

async function pass(seconds: number): Promise<void> {
  await turnsOfTheLoop(2);
  await clock.advance(seconds, () => turnsOfTheLoop(2));
}

describe('when a service is asked for its tools', () => {
  test('every minute; a list that is the same changes nothing', async () => {
    await using service = track();
    await service.refresh();
    await pass(150);
    expect(asked).toBe(3);
    expect(told).toEqual(['one', 'reached']);
    offers = offered('one', 'two');
    await pass(60);
    expect(told).toEqual(['one', 'reached', 'one,two']);
  });

  test('after a failure in 1, 2, 4 … 60 seconds, and told of once', async () => {
    offers = null;
    await using service = track();
    service.refreshAlone();
    await pass(0);
    const times: number[] = [];
    for (let second = 1; second <= 240; second++) {
      const before = asked;
      await pass(1);
      if (asked > before) times.push(second);
    }
    expect(times).toEqual([1, 3, 7, 15, 31, 63, 123, 183]);
    expect(told).toEqual(['lost']);
    offers = offered('one');
    await pass(60);
    expect(told).toEqual(['lost', 'one', 'reached']);
  });

  test('its tools stay while it cannot be reached', async () => {
    await using service = track();
    await service.refresh();
    offers = null;
    await expect(service.refresh()).rejects.toThrow('the connection failed');
    expect(told).toEqual(['one', 'reached', 'lost']);
  });

  test('soon after it says that they have changed, however often it says so', async () => {
    await using service = track();
    await service.refresh();
    for (let i = 0; i < 100; i++) say();
    await pass(2);
    expect(asked).toBe(2);
  });

  test('once for all who ask at the same time', async () => {
    await using service = track();
    const all = await Promise.all([service.refresh(), service.refresh(), service.refresh()]);
    expect(asked).toBe(1);
    expect(new Set(all).size).toBe(1);
  });

  test('no more after its end', async () => {
    const service = track();
    await service.refresh();
    await service[Symbol.asyncDispose]();
    say();
    await pass(600);
    expect([asked, clock.scheduled]).toEqual([1, 0]);
    expect(told.at(-1)).toBe('closed');
  });
});
