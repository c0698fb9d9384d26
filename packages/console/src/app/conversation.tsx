import type { Handoff, HandoffDetail } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { Button } from '../components/button.tsx';
import { useAnnouncedSuggestion } from '../features/assist/use-announced-suggestion.ts';
import { InsertContext } from '../features/assist/use-insert.ts';
import { ConversationHeader } from '../features/briefing/conversation-header.tsx';
import { Transcript } from '../features/transcript/transcript.tsx';
import { customerName } from '../lib/customer-name.ts';
import type { EventLog } from '../lib/event-log.ts';
import { isByPerson } from '../lib/event-log.ts';
import { messages } from '../lib/messages.ts';
import { sessionLogQuery, wholeLogQuery } from '../lib/queries.ts';
import { Briefing } from './briefing.tsx';
import { ConversationActions } from './conversation-actions.tsx';
import { ConversationDialogs } from './conversation-dialogs.tsx';
import { ConversationFoot } from './conversation-foot.tsx';
import { useConversation } from './use-conversation.ts';

interface ConversationProps {
  handoff: Handoff;
  /** Null until the package has been read. */
  detail: HandoffDetail | null;
}

const NOTHING: EventLog = [];
const NO_NOTES: HandoffDetail['notes'] = [];

/** A conversation in layers (H5.2): header, summary, details, transcript, and below them what one can do. */
export function Conversation({ handoff, detail }: ConversationProps) {
  const log = useQuery(sessionLogQuery(handoff.session_id));
  const { data: whole = true } = useQuery(wholeLogQuery(handoff.session_id));
  const page = useConversation(handoff);
  useAnnouncedSuggestion(handoff.id, page.mine);
  const { transcriptOpen: open } = page;
  const count = log.data?.filter(({ kind }) => kind === 'message').length ?? 0;
  const answeredAt = log.data?.findLast(isByPerson)?.offset ?? -1;
  const foot = <ConversationFoot handoff={handoff} detail={detail} answeredAt={answeredAt} page={page} />;
  return (
    <InsertContext value={page.insert}>
      <ConversationHeader handoff={handoff}>
        {page.mine && <ConversationActions handoff={handoff} page={page} />}
      </ConversationHeader>
      <div
        className={`flex min-h-0 flex-1 flex-col ${open ? 'xl:flex-row-reverse' : 'thin-scroll overflow-y-auto'}`}
      >
        <Briefing
          handoff={handoff}
          detail={detail}
          log={log.data}
          onJump={page.jump}
          beside={open}
          helped={page.mine}
          answeredAt={answeredAt}
        />
        {open ? (
          <div className="flex min-h-0 min-w-0 flex-1 flex-col">
            {page.waiting && (
              <ExpandBar open onToggle={() => page.setExpanded(false)} count={count} whole={whole} />
            )}
            {log.data === undefined ? (
              <p className="m-auto text-sm text-ink-faint">
                {log.isError ? messages.conversation.failed : messages.conversation.loading}
              </p>
            ) : (
              <Transcript
                sessionId={handoff.session_id}
                log={log.data}
                notes={detail?.notes ?? NO_NOTES}
                customer={customerName(handoff)}
                destination={page.destination}
                seen={page.seenOffset}
                onSeen={page.onSeen}
                onExplain={page.explain}
                onLearn={page.learn}
              />
            )}
            {foot}
          </div>
        ) : (
          <ExpandBar open={false} onToggle={() => page.setExpanded(true)} count={count} whole={whole} />
        )}
      </div>
      {!open && foot}
      <ConversationDialogs handoff={handoff} detail={detail} log={log.data ?? NOTHING} page={page} />
    </InsertContext>
  );
}

interface ExpandBarProps {
  open: boolean;
  onToggle: () => void;
  /** Messages that are loaded. */
  count: number;
  /** They are all. */
  whole: boolean;
}

function ExpandBar({ open, onToggle, count, whole }: ExpandBarProps) {
  const show = whole ? messages.transcript.show(count) : messages.layers.showPartly(count);
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
        {open ? messages.transcript.hide : show}
      </Button>
    </div>
  );
}
