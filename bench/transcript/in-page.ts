/// <reference lib="dom" />
/* What runs in the page: it must stand for itself. */

/** Milliseconds from the click on a link until a message of the conversation has been painted. */
export function clickToPaint({ row, text }: { row: string; text: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    const link = document.querySelector<HTMLElement>(`[data-queue-row="${row}"]`);
    if (link === null) return reject(new Error('no such row'));
    const began = performance.now();
    const look = (): void => {
      const shown = document.querySelector('[role="log"]')?.textContent?.includes(text) === true;
      if (!shown) requestAnimationFrame(look);
      // The frame that shows it is on screen when the next one begins.
      else requestAnimationFrame(() => resolve(performance.now() - began));
    };
    link.click();
    requestAnimationFrame(look);
  });
}

export interface Scrolled {
  /** Milliseconds between frames. */
  gaps: number[];
  /** Pixels that were scrolled through. */
  pixels: number;
  /** Frames that showed no message at all. */
  blank: number;
}

/** Scrolls the conversation by so many pixels in each frame, up for a negative number, until the time is over. */
export function scrollThrough({ step, seconds }: { step: number; seconds: number }): Promise<Scrolled> {
  return new Promise((resolve, reject) => {
    const log = document.querySelector<HTMLElement>('[role="log"]');
    if (log === null) return reject(new Error('no conversation'));
    const gaps: number[] = [];
    let [pixels, blank] = [0, 0];
    let last = performance.now();
    const end = last + seconds * 1000;
    const frame = (now: number): void => {
      gaps.push(now - last);
      last = now;
      const box = log.getBoundingClientRect();
      const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      const lines = [...log.querySelectorAll('[data-index]')];
      const covered = lines.some((line) => {
        const { top, bottom } = line.getBoundingClientRect();
        return top <= box.top + box.height / 2 && bottom >= box.top + box.height / 2;
      });
      if (middle === null || !covered) blank++;
      log.scrollTop += step;
      pixels += Math.abs(step);
      if (now < end) requestAnimationFrame(frame);
      else resolve({ gaps: gaps.slice(1), pixels, blank });
    };
    requestAnimationFrame(frame);
  });
}
