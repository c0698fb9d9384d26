import { render } from 'preact';
import type { VNode } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test } from 'vitest';
import { usePinnedScroll } from './use-pinned-scroll.ts';

function List({ incoming }: { incoming: number }): VNode {
  const { scrollerRef, contentRef, missed } = usePinnedScroll(incoming, null);
  return (
    <div ref={scrollerRef} role="log">
      <div ref={contentRef}>{missed ? 'missed' : 'seen'}</div>
    </div>
  );
}

afterEach(() => render(null, document.body));

async function show(incoming: number): Promise<HTMLElement> {
  await act(() => render(<List incoming={incoming} />, document.body));
  return document.querySelector<HTMLElement>('[role=log]')!;
}

async function scrolled(log: HTMLElement): Promise<void> {
  await act(() => void log.dispatchEvent(new Event('scroll')));
}

/** A scroller of these heights, as a layout would give it. */
function sized(element: HTMLElement, heights: { scroll: number; client: number }): void {
  Object.defineProperty(element, 'scrollHeight', { configurable: true, value: heights.scroll });
  Object.defineProperty(element, 'clientHeight', { configurable: true, value: heights.client });
}

test('a panel that takes room below is not the reader going back', async () => {
  const log = await show(1);
  sized(log, { scroll: 1000, client: 500 });
  log.scrollTop = 500;
  await scrolled(log);
  // The panel has come, and the event of an earlier jump arrives before the box is measured again.
  sized(log, { scroll: 1200, client: 300 });
  await scrolled(log);
  await show(2);
  expect(log.scrollTop).toBe(1200);
  expect(log.textContent).toBe('seen');
});

test('a reader who has gone back is left alone, and told what he missed', async () => {
  const log = await show(1);
  sized(log, { scroll: 1000, client: 500 });
  log.scrollTop = 500;
  await scrolled(log);
  log.scrollTop = 100;
  await scrolled(log);
  await show(2);
  expect(log.scrollTop).toBe(100);
  expect(log.textContent).toBe('missed');
});
