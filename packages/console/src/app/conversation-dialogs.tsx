import type { Handoff, HandoffDetail } from '@baton/protocol';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { LearnDialog } from '../features/assist/learn-dialog.tsx';
import { ResolveDialog } from '../features/closing/resolve-dialog.tsx';
import { ReturnDialog } from '../features/closing/return-dialog.tsx';
import { ReasoningDialog } from '../features/reasoning/reasoning-dialog.tsx';
import { TransferDialog } from '../features/transfer/transfer-dialog.tsx';
import type { EventLog } from '../lib/event-log.ts';
import { messages } from '../lib/messages.ts';
import type { ConversationState } from './use-conversation.ts';

interface ConversationDialogsProps {
  handoff: Handoff;
  detail: HandoffDetail | null;
  log: EventLog;
  page: ConversationState;
}

/** All that a conversation opens above itself. */
export function ConversationDialogs({ handoff, detail, log, page }: ConversationDialogsProps) {
  const { dialog, explained, learned, jump, setDialog } = page;
  const close = (): void => setDialog(null);
  return (
    <>
      <ResolveDialog handoff={handoff} open={dialog === 'resolve'} onClose={close} />
      <ReturnDialog handoff={handoff} detail={detail} log={log} open={dialog === 'return'} onClose={close} />
      <TransferDialog
        handoffId={handoff.id}
        department={handoff.requirements.department}
        open={dialog === 'transfer'}
        onClose={close}
      />
      <ConfirmDialog
        open={dialog === 'takeover'}
        title={messages.takeover.title(handoff.operator?.name ?? messages.takeover.somebody)}
        act={messages.takeover.open}
        fault={page.takeOverFault}
        pending={page.takingOver}
        onAct={() => page.takeOver({ force: true })}
        onClose={close}
      >
        <p>{messages.takeover.hint}</p>
      </ConfirmDialog>
      {learned !== null && (
        <LearnDialog
          key={learned.run}
          sessionId={handoff.session_id}
          log={log}
          answer={learned}
          open={dialog === 'learn'}
          onClose={close}
        />
      )}
      {explained !== null && (
        <ReasoningDialog
          sessionId={handoff.session_id}
          message={explained}
          log={log}
          open={dialog === 'reasoning'}
          onClose={close}
          onJump={(offset) => {
            close();
            jump(offset);
          }}
        />
      )}
    </>
  );
}
