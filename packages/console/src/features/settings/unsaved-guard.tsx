import { useBlocker } from '@tanstack/react-router';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { messages } from '../../lib/messages.ts';

/** Asks before what was written is left behind, also when the tab is closed. `isDirty` is asked at that moment. */
export function UnsavedGuard({ isDirty }: { isDirty: () => boolean }) {
  const blocker = useBlocker({ shouldBlockFn: isDirty, enableBeforeUnload: isDirty, withResolver: true });
  const texts = messages.settings;
  return (
    <ConfirmDialog
      open={blocker.status === 'blocked'}
      title={texts.unsavedTitle}
      act={texts.unsavedSubmit}
      onAct={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    >
      <p>{texts.unsaved}</p>
    </ConfirmDialog>
  );
}
