import type { Handoff } from '@baton/protocol';
import { Button } from '../components/button.tsx';
import { Composer } from '../features/composer/composer.tsx';
import { isEnded } from '../lib/handoff-stage.ts';
import { knownText } from '../lib/known-text.ts';
import { messages } from '../lib/messages.ts';
import { dayAndTime } from '../lib/time-text.ts';
import type { useConversation } from './use-conversation.ts';

interface ConversationFootProps {
  handoff: Handoff;
  page: ReturnType<typeof useConversation>;
}

/** What can be done now: accept, reply, or read along and leave a note. */
export function ConversationFoot({ handoff, page }: ConversationFootProps) {
  const composing = page.mine || page.noting;
  return (
    <footer className="shrink-0 border-t border-line bg-surface px-4 py-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] md:px-6">
      <div className={`mx-auto grid gap-2 ${page.transcriptOpen ? 'max-w-4xl' : 'max-w-3xl'}`}>
        {page.waiting && <AcceptBar page={page} />}
        {!page.waiting && !page.mine && <ReadAlong handoff={handoff} page={page} />}
        {composing && (
          <Composer
            handoff={handoff}
            writing={page.writing}
            onMode={page.write}
            canReply={page.mine}
            seenOffset={page.seenOffset}
            onShowNewest={page.showNewest}
          />
        )}
      </div>
    </footer>
  );
}

function AcceptBar({ page }: { page: ConversationFootProps['page'] }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <p
        role={page.acceptFault === null ? undefined : 'alert'}
        className={`min-w-0 flex-1 basis-56 text-sm ${page.acceptFault === null ? 'text-ink-faint' : 'font-medium text-late'}`}
      >
        {page.acceptFault ?? messages.conversation.acceptHint}
      </p>
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

function ReadAlong({ handoff, page }: ConversationFootProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <div className="min-w-0 flex-1 basis-56 text-sm">
        <p className="text-ink-soft">{standing(handoff)}</p>
        <Outcome handoff={handoff} />
        {page.acceptFault !== null && (
          <p role="alert" className="font-medium text-late">
            {page.acceptFault}
          </p>
        )}
      </div>
      {!page.noting && (
        <Button onClick={() => page.write('note')} shortcut="n">
          {messages.conversation.writeNote}
        </Button>
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
          <span className="text-ink-faint">{texts.disposition}:</span>{' '}
          {knownText(messages.closing.dispositions, disposition) ?? disposition}
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
