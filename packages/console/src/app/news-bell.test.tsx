// @vitest-environment happy-dom
import type { Handoff, SessionEvent } from '@baton/protocol';
import type { QueryClient } from '@tanstack/react-query';
import { act, cleanup } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PageTitle } from '../features/navigation/page-title.tsx';
import { applyFrame } from '../lib/apply-frame.ts';
import { setBell } from '../lib/bell.ts';
import { baton } from '../lib/baton.ts';
import { dismissAlert } from '../lib/dismissed-alerts.ts';
import { keepSeen } from '../lib/seen.ts';
import { useWatching } from '../lib/watched-session.ts';
import { makeMessage, timeOf } from '../testing/make-event.ts';
import { makeHandoff } from '../testing/make-handoff.ts';
import { makeSnapshot } from '../testing/make-snapshot.ts';
import { DANA, renderPage } from '../testing/render-console.tsx';
import { NewsBell } from './news-bell.tsx';

const SPOKEN = { accepted_utc: timeOf(1), first_human_word_utc: timeOf(2) };
const mine = (changes: Partial<Handoff> = {}): Handoff =>
  makeHandoff({ stage: 'active', operator: { id: DANA.id, name: DANA.name }, ...SPOKEN, ...changes });
const greeted = [makeMessage(0, 'Help'), makeMessage(2, 'Hello', 'human_agent')];

let shown: string[] = [];
let tones = 0;
let logs: Record<string, SessionEvent[]> = {};
let cache: QueryClient;

class Shown extends EventTarget {
  static permission = 'granted';
  constructor(title: string) {
    super();
    shown.push(title);
  }
  close(): void {}
}

/** Each sound has two tones. */
class Audio {
  currentTime = 0;
  state = 'running';
  createOscillator() {
    tones += 1;
    return { frequency: {}, connect: () => ({ connect: vi.fn<() => void>() }), start() {}, stop() {} };
  }
  createGain() {
    return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} } };
  }
}

function Watching({ sessionId }: { sessionId: string }) {
  useWatching(sessionId);
  return null;
}

/** A desk with these conversations; `open` is on screen. */
async function sit(handoffs: Handoff[], open: string | null = null): Promise<void> {
  const page = renderPage(
    <>
      <NewsBell />
      <PageTitle page="queue" />
      {open !== null && <Watching sessionId={open} />}
    </>,
  );
  ({ cache } = page);
  act(() => applyFrame(cache, makeSnapshot({ handoffs })));
  await pass(1);
}

/** In small steps: what is rendered after one sets the timer of the next. */
async function pass(seconds: number): Promise<void> {
  for (let step = 0; step < seconds * 2; step++)
    await act(async () => void (await vi.advanceTimersByTimeAsync(500)));
}

async function comes(event: SessionEvent, sessionId = 's1'): Promise<void> {
  logs[sessionId]?.push(event);
  await act(async () => {
    applyFrame(cache, { type: 'session-event', session_id: sessionId, event });
  });
  await pass(1);
}

async function handoffComes(handoff: Handoff): Promise<void> {
  await act(async () => {
    applyFrame(cache, { type: 'handoff', handoff });
    await vi.advanceTimersByTimeAsync(100);
  });
}

function take(): string[] {
  return shown.splice(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  keepSeen(DANA.id, new Set());
  shown = [];
  tones = 0;
  logs = { s1: [...greeted], s2: [...greeted] };
  vi.stubGlobal('Notification', Shown);
  vi.stubGlobal('AudioContext', Audio);
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  vi.spyOn(baton, 'listNewestEvents').mockImplementation((id) => Promise.resolve([...(logs[id] ?? [])]));
  vi.spyOn(baton, 'readHandoff').mockReturnValue(new Promise(() => undefined));
  setBell(true);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('a message in a conversation that I hold (C20)', () => {
  it('is told at once, after half a minute, each minute, and five times again at most', async () => {
    await sit([mine()]);
    await comes(makeMessage(3, 'Are you there?'));
    expect([take(), tones]).toEqual([['Ana Ruiz wrote to you'], 2]);
    const minutes: number[] = [];
    for (let second = 0; second < 900; second += 10) {
      await pass(10);
      if (take().length > 0) minutes.push((second + 10) / 60);
    }
    expect(minutes).toEqual([0.5, 1.5, 2.5, 3.5, 4.5]);
    expect(vi.getTimerCount()).toBeLessThanOrEqual(1);
  });

  it('is not told while I have it before my eyes, and is when I look away', async () => {
    await sit([mine()], 's1');
    await comes(makeMessage(3, 'Are you there?'));
    await pass(60);
    expect(take()).toEqual([]);
    vi.mocked(document.hasFocus).mockReturnValue(false);
    act(() => void dispatchEvent(new Event('blur')));
    await comes(makeMessage(4, 'Hello?'));
    expect(take()).toEqual(['Ana Ruiz wrote to you']);
    vi.mocked(document.hasFocus).mockReturnValue(true);
    act(() => void dispatchEvent(new Event('focus')));
    await pass(300);
    expect(take()).toEqual([]);
  });

  it('is told of another one than is open, once for several in a row, and stands in the title until I write', async () => {
    await sit([mine(), mine({ id: 'h2', session_id: 's2', customer: { id: 'c2', name: 'Bo' } })], 's1');
    for (const offset of [3, 4, 5]) await comes(makeMessage(offset, 'And?'), 's2');
    expect(take()).toEqual(['Bo wrote to you']);
    await pass(2);
    expect(document.title).toBe('3 unread · Baton');
    await comes(makeMessage(6, 'Yes', 'human_agent'), 's2');
    take();
    await pass(600);
    expect([take(), document.title]).toEqual([[], 'Baton']);
  });

  it('is not told by a tab in the background while another one has it on screen', async () => {
    await sit([mine()]);
    const event = makeMessage(3, 'Are you there?');
    act(() => applyFrame(cache, { type: 'session-event', session_id: 's1', event }));
    const key = `baton.seen.${DANA.id}`;
    localStorage.setItem(key, JSON.stringify([['s1', 3]]));
    act(() => void dispatchEvent(new StorageEvent('storage', { key })));
    await pass(60);
    expect(take()).toEqual([]);
  });

  it('is told after a reload too, and what I had seen is not', async () => {
    await sit([mine()], 's1');
    await comes(makeMessage(3, 'Are you there?'));
    cleanup();
    await sit([mine()]);
    await pass(60);
    expect(take()).toEqual([]);
    await comes(makeMessage(4, 'Hello?'));
    cleanup();
    take();
    await sit([mine()]);
    await pass(1);
    expect(take()).toEqual(['Ana Ruiz wrote to you']);
  });
});

describe('a conversation that is put into my hands (C20)', () => {
  it('is told like an offer until I open it', async () => {
    await sit([]);
    await handoffComes(mine({ first_human_word_utc: null }));
    await pass(12);
    expect(take()).toEqual(Array.from({ length: 3 }, () => 'Ana Ruiz is with you now'));
    expect(document.title).toBe('1 unread · Baton');
    cleanup();
    await sit([mine({ first_human_word_utc: null })], 's1');
    await pass(120);
    expect(take()).toEqual([]);
  });

  it('is not told when I took it myself and have it open', async () => {
    await sit([makeHandoff()], 's1');
    await handoffComes(mine({ first_human_word_utc: null }));
    await pass(120);
    expect(take()).toEqual([]);
  });

  it('ends by itself after a minute, and is told again when it comes back', async () => {
    await sit([]);
    await handoffComes(mine());
    await pass(600);
    expect(take()).toHaveLength(12);
    await handoffComes(mine({ operator: { id: 'tom', name: 'Tom' } }));
    await handoffComes(mine());
    await pass(2);
    expect(take()).toEqual(['Ana Ruiz is with you now']);
  });
});

describe('an alert of a service level (C20)', () => {
  const alert = {
    id: 'h1-3',
    kind: 'service-level-near',
    handoff_id: 'h1',
    session_id: 's1',
    department_id: 'support',
    operator_id: null,
    creation_utc: timeOf(40),
  } as const;
  const alarmed = async (id: string): Promise<void> => {
    await sit([makeHandoff()]);
    await act(async () => {
      applyFrame(cache, { type: 'alert', alert: { ...alert, id } });
      await vi.advanceTimersByTimeAsync(100);
    });
  };

  it('is told each minute, three times at most', async () => {
    await alarmed('a1');
    await pass(600);
    expect(take()).toEqual(Array.from({ length: 3 }, () => 'Ana Ruiz is about to have waited too long'));
  });

  it('is over when somebody comes, and when it is put away', async () => {
    await alarmed('a2');
    await pass(61);
    expect(take()).toHaveLength(1);
    act(() => dismissAlert('a2'));
    await pass(600);
    expect(take()).toEqual([]);
    cleanup();
    await alarmed('a3');
    await handoffComes(mine({ operator: { id: 'tom', name: 'Tom' } }));
    await pass(600);
    expect(take()).toEqual([]);
  });
});
