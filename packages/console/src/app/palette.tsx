import type { PresenceStatus } from '@baton/protocol';
import { Suspense, lazy, useEffect, useState } from 'react';
import type { QueueSearch } from '../lib/queue-search.ts';

const FilledPalette = lazy(async () => ({
  default: (await import('./filled-palette.tsx')).FilledPalette,
}));

export interface PaletteProps {
  lead: boolean;
  queueSearch: QueueSearch;
  presence: { choose: (status: PresenceStatus) => void };
  onKeys: () => void;
}

/** Opens with Ctrl+K or Cmd+K, wherever one is. Its script comes when it is first asked for. */
export function Palette(props: PaletteProps) {
  const [state, setState] = useState<'unused' | 'open' | 'closed'>('unused');
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      if (event.altKey || event.shiftKey) return;
      event.preventDefault();
      setState((before) => (before === 'open' ? 'closed' : 'open'));
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  if (state === 'unused') return null;
  return (
    <Suspense>
      <FilledPalette {...props} open={state === 'open'} onClose={() => setState('closed')} />
    </Suspense>
  );
}
