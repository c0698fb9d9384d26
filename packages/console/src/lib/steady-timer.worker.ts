/** Ticks for a page that is hidden: the browser slows down a hidden page's own timers to one a minute. */
interface Ask {
  id: number;
  /** Milliseconds between ticks; null: no more. */
  every: number | null;
}

const timers = new Map<number, ReturnType<typeof setInterval>>();

addEventListener('message', ({ data }: MessageEvent<Ask>) => {
  clearInterval(timers.get(data.id));
  timers.delete(data.id);
  if (data.every === null) return;
  timers.set(
    data.id,
    setInterval(() => postMessage(data.id), data.every),
  );
});

export type { Ask };
