import type { Handoff, HandoffDetail, SessionHead } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { BackIcon } from '../../components/back-icon.tsx';
import { HolderMark } from '../../features/sessions/session-list.tsx';
import { TakeOver } from '../../features/sessions/take-over.tsx';
import { useFollowedLog } from '../../features/sessions/use-followed-log.ts';
import { WhisperForm } from '../../features/sessions/whisper-form.tsx';
import { ReasoningDialog } from '../../features/reasoning/reasoning-dialog.tsx';
import type { Destination } from '../../features/transcript/destination.ts';
import { Transcript } from '../../features/transcript/transcript.tsx';
import { customerName } from '../../lib/customer-name.ts';
import type { EventLog } from '../../lib/event-log.ts';
import { messageOf } from '../../lib/event-log.ts';
import { isHeld, isHeldBy } from '../../lib/handoff-stage.ts';
import { isLead, useStanding } from '../../lib/lead.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { boardQuery, handoffQuery } from '../../lib/queries.ts';
import { sessionQuery } from '../../lib/session-queries.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { fullTime, timeOfDay } from '../../lib/time-text.ts';
import { useDialogs } from '../use-dialogs.ts';

const NO_NOTES: HandoffDetail['notes'] = [];

/** A conversation that one only reads, until one takes it over. */
export function WatchPage() {
  const { sessionId } = useParams({ from: '/sessions/$sessionId' });
  return <Watched key={sessionId} sessionId={sessionId} />;
}

function Watched({ sessionId }: { sessionId: string }) {
  const head = useQuery(sessionQuery(sessionId));
  const { data: board } = useQuery(boardQuery);
  const handoff = openHandoffOf(board?.values() ?? [], sessionId);
  const detail = useQuery({ ...handoffQuery(handoff?.id ?? ''), enabled: handoff !== null });
  const { log, failed } = useFollowedLog(sessionId);
  const [seen, setSeen] = useState(-1);
  const [destination, setDestination] = useState<Destination | null>(null);
  const { dialog, setDialog, explained, explain } = useDialogs();
  const navigate = useNavigate();
  useShortcut('Escape', () => void navigate({ to: '/sessions', search: (current) => current }));
  const onSeen = useCallback((offset: number) => setSeen((before) => Math.max(before, offset)), []);
  if (head.isError || failed) return <Said text={messages.sessions.notFound} />;
  if (head.data === undefined || log === undefined) return <Said text={messages.conversation.loading} />;
  const session = withHandoff(head.data, handoff);
  const customer = customerName({ customer: namedBy(log, session.customer), session_id: sessionId });
  return (
    <>
      <Head session={session} customer={customer} />
      <div className="flex min-h-0 flex-1 flex-col">
        <Transcript
          sessionId={sessionId}
          log={log}
          notes={detail.data?.notes ?? NO_NOTES}
          customer={customer}
          destination={destination}
          seen={seen}
          onSeen={onSeen}
          onExplain={explain}
        />
      </div>
      <Foot session={session} handoff={handoff} />
      {explained !== null && (
        <ReasoningDialog
          sessionId={sessionId}
          message={explained}
          log={log}
          open={dialog === 'reasoning'}
          onClose={() => setDialog(null)}
          onJump={(offset) => {
            setDialog(null);
            setDestination({ to: offset });
          }}
        />
      )}
    </>
  );
}

function Head({ session, customer }: { session: SessionHead; customer: string }) {
  return (
    <header className="flex items-center gap-3 border-b border-line px-4 py-2.5 md:px-6">
      <Link
        to="/sessions"
        search={(current) => current}
        aria-label={messages.sessions.back}
        className="-ml-1.5 grid size-8 shrink-0 place-items-center rounded-lg text-ink-soft hover:bg-hover md:hidden"
      >
        <BackIcon />
      </Link>
      <div className="min-w-0 flex-1">
        <h2 className="truncate text-lg font-semibold tracking-tight">{customer}</h2>
        <p className="truncate text-xs text-ink-faint" title={fullTime(session.creation_utc)}>
          <HolderMark session={session} /> · {messages.conversation.agent(session.agent.name)} ·{' '}
          {messages.sessions.since(timeOfDay(session.creation_utc))}
        </p>
      </div>
      <p className="rounded-md bg-sunken px-2 text-xs leading-6 font-medium text-ink-soft">
        {messages.sessions.watching}
      </p>
    </header>
  );
}

/** What one may do: take it over, or speak to the colleague who holds it. */
function Foot({ session, handoff }: { session: SessionHead; handoff: Handoff | null }) {
  const { id: me } = useOperator();
  const lead = isLead(useStanding());
  const held = handoff !== null && isHeld(handoff);
  const mine = handoff !== null && isHeldBy(handoff, me);
  const holder = held ? handoff.operator : null;
  const other = holder !== null && !mine;
  return (
    <footer className="shrink-0 border-t border-line px-4 py-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] md:px-6">
      <div className="mx-auto flex max-w-4xl flex-wrap items-center gap-x-3 gap-y-2">
        <p className="min-w-0 flex-1 basis-56 text-sm text-ink-faint">{hint(session, other, lead)}</p>
        {handoff !== null && (
          <Link
            to="/handoffs/$handoffId"
            params={{ handoffId: handoff.id }}
            search={{}}
            className="text-sm font-medium text-accent hover:underline"
          >
            {messages.sessions.openHandoff}
          </Link>
        )}
        {!mine && (!other || lead) && <TakeOver sessionId={session.id} holder={holder} />}
        {lead && handoff !== null && holder !== null && !mine && (
          <WhisperForm handoff={handoff} holder={holder} />
        )}
      </div>
    </footer>
  );
}

function hint(session: SessionHead, other: boolean, lead: boolean): string {
  if (session.mode === 'auto') return messages.sessions.hintAi;
  return other && lead ? messages.sessions.hintWhisper : messages.sessions.hintHeld;
}

function Said({ text }: { text: string }) {
  return <output className="m-auto block p-8 text-sm text-ink-faint">{text}</output>;
}

/** A session names its customer by id alone; his messages carry the name that he is known by. */
function namedBy(log: EventLog, customer: SessionHead['customer']): SessionHead['customer'] {
  if (customer.name !== customer.id) return customer;
  const said = log.find(({ source, kind }) => source === 'customer' && kind === 'message');
  const name = said === undefined ? undefined : messageOf(said)?.participant?.display_name;
  return { ...customer, name: name ?? customer.name };
}

function openHandoffOf(handoffs: Iterable<Handoff>, sessionId: string): Handoff | null {
  for (const handoff of handoffs)
    if (handoff.session_id === sessionId && handoff.ended_utc === null) return handoff;
  return null;
}

/** What the live board knows of who holds it is newer than what was read. */
function withHandoff(session: SessionHead, handoff: Handoff | null): SessionHead {
  if (handoff === null) return session;
  return {
    ...session,
    mode: 'manual',
    customer: handoff.customer,
    operator: handoff.operator,
    handoff_id: handoff.id,
  };
}
