import { useAnnouncement } from '../lib/announcer.ts';

/** The page's one polite live region. */
export function Announcer() {
  return (
    <div aria-live="polite" aria-atomic="true" className="sr-only">
      {useAnnouncement()}
    </div>
  );
}
