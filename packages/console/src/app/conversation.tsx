import type { Handoff, HandoffDetail } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { Button } from '../components/button.tsx';
import { ConversationHeader } from '../features/briefing/conversation-header.tsx';
import { ResolveDialog } from '../features/closing/resolve-dialog.tsx';
import { ReturnDialog } from '../features/closing/return-dialog.tsx';
import { TransferDialog } from '../features/transfer/transfer-dialog.tsx';
import { ReasoningDialog } from '../features/reasoning/reasoning-dialog.tsx';
import { Transcript } from '../features/transcript/transcript.tsx';
import type { EventLog } from '../lib/event-log.ts';
import { messages } from '../lib/messages.ts';
import { sessionLogQuery } from '../lib/queries.ts';
import { Briefing } from './briefing.tsx';
import { ConversationFoot } from './conversation-foot.tsx';
import { useConversation } from './use-conversation.ts';

interface ConversationProps {
  handoff: Handoff;
  /** Null until the package has been read. */
  detail: HandoffDetail | null;
}

const NOTHING: EventLog = [];
const NO_NOTES: HandoffDetail['notes'] = [];
const NO_COMMITMENTS: HandoffDetail['commitments'] = [];

/** A conversation in layers (H5.2): header, summary, details, transcript, and below them what one can do. */
export function Conversation({ handoff, detail }: ConversationProps) {
  const log = useQuery(sessionLogQuery(handoff.session_id));
  const page = useConversation(handoff);
  const { transcriptOpen: open } = page;
  const count = log.data?.filter(({ kind }) => kind === 'message').length ?? 0;
  return (
    <>
      <ConversationHeader handoff={handoff}>
        {page.mine && (
          <>
            {handoff.stage === 'returning' && (
              <Button
                look="primary"
                onClick={page.keep}
                disabled={page.keeping}
                className="max-sm:flex-1 max-sm:px-1 max-sm:text-xs"
              >
                {messages.conversation.keep}
              </Button>
            )}
            <Button
              onClick={() => page.setDialog('transfer')}
              shortcut="t"
              className="max-sm:flex-1 max-sm:px-1 max-sm:text-xs"
            >
              {messages.transfer.open}
            </Button>
            <Button
              onClick={() => page.setDialog('return')}
              shortcut="b"
              className="max-sm:flex-1 max-sm:px-1 max-sm:text-xs"
            >
              {messages.conversation.returnToAi}
            </Button>
            <Button
              onClick={() => page.setDialog('resolve')}
              shortcut="e"
              className="max-sm:flex-1 max-sm:px-1 max-sm:text-xs"
            >
              {messages.conversation.resolve}
            </Button>
          </>
        )}
      </ConversationHeader>
      <div
        className={`flex min-h-0 flex-1 flex-col ${open ? 'xl:flex-row-reverse' : 'thin-scroll overflow-y-auto'}`}
      >
        <Briefing
          handoff={handoff}
          context={detail?.package ?? null}
          commitments={detail?.commitments ?? NO_COMMITMENTS}
          log={log.data}
          onJump={page.jump}
          beside={open}
        />
        {open ? (
          <div className="flex min-h-0 min-w-0 flex-1 flex-col">
            {page.waiting && <ExpandBar open onToggle={() => page.setExpanded(false)} count={count} />}
            {log.data === undefined ? (
              <p className="m-auto text-sm text-ink-faint">
                {log.isError ? messages.conversation.failed : messages.conversation.loading}
              </p>
            ) : (
              <Transcript
                sessionId={handoff.session_id}
                log={log.data ?? NOTHING}
                notes={detail?.notes ?? NO_NOTES}
                customer={handoff.customer.name}
                destination={page.destination}
                seen={page.seenOffset}
                onSeen={page.onSeen}
                onExplain={page.explain}
              />
            )}
            <ConversationFoot handoff={handoff} page={page} />
          </div>
        ) : (
          <ExpandBar open={false} onToggle={() => page.setExpanded(true)} count={count} />
        )}
      </div>
      {!open && <ConversationFoot handoff={handoff} page={page} />}
      <Dialogs handoff={handoff} log={log.data ?? NOTHING} page={page} />
    </>
  );
}

interface DialogsProps {
  handoff: Handoff;
  log: EventLog;
  page: ReturnType<typeof useConversation>;
}

function Dialogs({ handoff, log, page }: DialogsProps) {
  const { dialog, explained, jump, setDialog } = page;
  const close = (): void => setDialog(null);
  return (
    <>
      <ResolveDialog handoff={handoff} open={dialog === 'resolve'} onClose={close} />
      <ReturnDialog handoff={handoff} open={dialog === 'return'} onClose={close} />
      <TransferDialog
        handoffId={handoff.id}
        department={handoff.requirements.department}
        open={dialog === 'transfer'}
        onClose={close}
      />
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

function ExpandBar({ open, onToggle, count }: { open: boolean; onToggle: () => void; count: number }) {
  return (
    <div
      className={`mx-auto w-full px-4 md:px-6 ${open ? 'max-w-[calc(56rem+3rem)] pt-2' : 'max-w-[calc(48rem+2rem)] pb-6 md:max-w-[calc(48rem+3rem)]'}`}
    >
      <Button
        look={open ? 'quiet' : 'secondary'}
        aria-expanded={open}
        onClick={onToggle}
        className={open ? '-ml-3' : 'w-full'}
      >
        {open ? messages.transcript.hide : messages.transcript.show(count)}
      </Button>
    </div>
  );
}
