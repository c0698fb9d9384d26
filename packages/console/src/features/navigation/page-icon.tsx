import type { PageId } from '../../lib/pages.ts';

/** Strokes in a box of 20 by 20. */
const PATHS: Readonly<Record<PageId | 'more', string>> = {
  queue: 'M3 11.5 5 4h10l2 7.5V16H3v-4.5Zm0 0h4l1 2h4l1-2h4',
  sessions: 'M3 4h10v7H7l-3 2.5V11H3V4Zm12 3h2v7h-1v2.5L13 14H8.5',
  followUps: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14Zm0 3.5V10l2.5 1.5',
  board: 'M3 3.5h6v6H3v-6Zm8 0h6V7h-6V3.5Zm0 6h6v7h-6v-7Zm-8 3h6v4H3v-4Z',
  reports: 'M3 17h14M5.5 14V9.5M10 14V4M14.5 14V7',
  learning:
    'M10 5C8 3.6 5.5 3.3 3 3.5v11.5c2.5-.2 5 .1 7 1.5 2-1.4 4.5-1.7 7-1.5v-11.5C14.5 3.3 12 3.6 10 5Zm0 0v11.5',
  settings: 'M3 6h8m4 0h2M3 14h2m4 0h8M13 4v4M7 12v4',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
};

export function PageIcon({ page }: { page: PageId | 'more' }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 20 20"
      className="size-5"
      fill="none"
      stroke="currentColor"
      strokeWidth={page === 'more' ? 2.5 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[page]} />
    </svg>
  );
}
