import type { Handoff, HandoffDetail } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { Button } from '../components/button.tsx';
import { AssistButton } from '../features/assist/assist-button.tsx';
import { AssistLine } from '../features/assist/assist-line.tsx';
import { Composer } from '../features/composer/composer.tsx';
import { dispositionText } from '../lib/dispositions.ts';
import { isEnded } from '../lib/handoff-stage.ts';
import { messages } from '../lib/messages.ts';
import { useOperator } from '../lib/operator.ts';
import { isOfferedTo } from '../lib/offers.ts';
import { deskQuery } from '../lib/queries.ts';
import { dayAndTime } from '../lib/time-text.ts';
import type { ConversationState } from './use-conversation.ts';

interface ConversationFootProps {
  handoff: Handoff;
  /** Null until the package has been read. */
  detail: HandoffDetail | null;
  /** Offset of the newest message that a person wrote; -1 for none. */
  answeredAt: number;
  page: ConversationState;
}

/** What can be done now: accept, reply, or read along and leave a note. */
export function ConversationFoot({ handoff, detail, answeredAt, page }: ConversationFootProps) {
  const composing = page.mine || page.noting;
  return (
    <footer className="shrink-0 border-t border-line bg-surface px-4 py-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] md:px-6">
      <div
        className={`mx-auto grid grid-cols-[minmax(0,1fr)] gap-2 ${page.transcriptOpen ? 'max-w-4xl' : 'max-w-3xl'}`}
      >
        {page.waiting && <AcceptBar handoff={handoff} page={page} />}
        {!page.waiting && !page.mine && <ReadAlong handoff={handoff} page={page} />}
        {page.mine && (
          <div className="empty:hidden xl:hidden">
            <AssistLine handoffId={handoff.id} answeredAt={answeredAt} />
          </div>
        )}
        {composing && (
          <Composer
            handoff={handoff}
            language={detail?.package.language ?? handoff.requirements.language}
            writing={page.writing}
            onMode={page.write}
            canReply={page.mine}
            aside={
              <span className="ml-auto xl:hidden">
                <AssistButton handoffId={handoff.id} answeredAt={answeredAt} onJump={page.jump} />
              </span>
            }
            seenOffset={page.seenOffset}
            onShowNewest={page.showNewest}
          />
        )}
      </div>
    </footer>
  );
}

/** Who may not accept it may still take it over (H3.5). */
function AcceptBar({ handoff, page }: Pick<ConversationFootProps, 'handoff' | 'page'>) {
  const { id: me } = useOperator();
  // What was refused because it was offered to somebody else may be offered to him by now.
  const refused = isOfferedTo(handoff, me) ? null : page.acceptFault;
  const fault = page.takeOverFault ?? refused;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <p
        role={fault === null ? undefined : 'alert'}
        className={`min-w-0 flex-1 text-sm ${fault === null ? 'basis-56 text-ink-faint' : 'basis-full font-medium text-late'}`}
      >
        {fault ?? messages.conversation.acceptHint}
      </p>
      {refused !== null && (
        <Button onClick={() => page.takeOver({ force: false })} disabled={page.takingOver}>
          {messages.takeover.open}
        </Button>
      )}
      {!page.noting && (
        <Button look="quiet" onClick={() => page.write('note')} shortcut="n">
          {messages.conversation.writeNote}
        </Button>
      )}
      <Button
        look="primary"
        onClick={page.accept}
        disabled={page.accepting}
        shortcut="a"
        className="h-9 px-4 max-sm:flex-1"
      >
        {messages.conversation.accept}
      </Button>
    </div>
  );
}

function ReadAlong({ handoff, page }: Pick<ConversationFootProps, 'handoff' | 'page'>) {
  const { id: me } = useOperator();
  const { data: desk } = useQuery(deskQuery);
  // The server lets only him who leads by his own record take from a colleague, whatever the key.
  const lead = desk?.operators.get(me)?.lead === true;
  const fault = page.acceptFault ?? page.takeOverFault;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <div className="min-w-0 flex-1 basis-56 text-sm">
        <p className="text-ink-soft">{standing(handoff)}</p>
        <Outcome handoff={handoff} />
        {fault !== null && (
          <p role="alert" className="font-medium text-late">
            {fault}
          </p>
        )}
      </div>
      {!page.noting && (
        <Button onClick={() => page.write('note')} shortcut="n">
          {messages.conversation.writeNote}
        </Button>
      )}
      {isEnded(handoff) ? (
        <Button onClick={() => page.takeOver({ force: false })} disabled={page.takingOver}>
          {messages.takeover.open}
        </Button>
      ) : (
        lead && (
          <Button aria-haspopup="dialog" onClick={() => page.setDialog('takeover')}>
            {messages.takeover.open}
          </Button>
        )
      )}
    </div>
  );
}

function Outcome({ handoff: { disposition, outcome, contact } }: { handoff: Handoff }) {
  const texts = messages.conversation;
  const reach =
    contact === null
      ? null
      : [texts.contact(contact.kind, contact.address), contact.at && texts.at(dayAndTime(contact.at))]
          .filter(Boolean)
          .join(' ');
  return (
    <>
      {disposition !== null && (
        <p>
          <span className="text-ink-faint">{texts.disposition}:</span> {dispositionText(disposition)}
        </p>
      )}
      {outcome !== null && (
        <p className="said line-clamp-3">
          <span className="text-ink-faint">{texts.outcome}:</span> {outcome}
        </p>
      )}
      {reach !== null && <p className="wrap-anywhere">{reach}</p>}
    </>
  );
}

function standing(handoff: Handoff): string {
  if (isEnded(handoff)) return messages.conversation.ended(messages.stage[handoff.stage]);
  return handoff.operator === null
    ? messages.conversation.heldOutside
    : messages.conversation.heldBy(handoff.operator.name);
}
