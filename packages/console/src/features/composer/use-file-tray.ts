import { useMemo, useSyncExternalStore } from 'react';
import { FileTray } from './file-tray.ts';

/** By session: who looks at another conversation meanwhile finds his files again. */
const trays = new Map<string, FileTray>();

export function useFileTray(sessionId: string): FileTray {
  const tray = useMemo(() => {
    const kept = trays.get(sessionId) ?? new FileTray(sessionId);
    trays.set(sessionId, kept);
    return kept;
  }, [sessionId]);
  useSyncExternalStore(tray.subscribe, () => tray.files);
  return tray;
}
