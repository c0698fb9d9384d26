import type { Handoff, SessionHead } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { TitledPart } from '../../components/titled-part.tsx';
import { messages } from '../../lib/messages.ts';
import { GUEST_ID, earlierSessionsQuery } from '../../lib/session-queries.ts';
import { dayAndTime } from '../../lib/time-text.ts';

/** What else this customer came for, and how it ended. Of guests nobody knows. */
export function Earlier({ handoff: { customer, session_id: sessionId } }: { handoff: Handoff }) {
  const { data: sessions, isError } = useQuery(earlierSessionsQuery(customer.id, sessionId));
  const texts = messages.briefing;
  if (customer.id === GUEST_ID || (sessions === undefined && !isError)) return null;
  return (
    <TitledPart title={texts.earlier}>
      {isError && <p className="text-sm text-ink-faint">{texts.earlierFailed}</p>}
      {sessions?.length === 0 && <p className="text-sm text-ink-faint">{texts.earlierNone}</p>}
      <ul role="list" aria-label={texts.earlier} className="-mx-2 grid empty:hidden">
        {sessions?.map((session) => (
          <li key={session.id}>
            <Link
              to="/sessions/$sessionId"
              params={{ sessionId: session.id }}
              search={{}}
              className="block rounded-md px-2 py-1 text-sm hover:bg-hover"
            >
              <span className="flex items-baseline justify-between gap-2">
                <span className="min-w-0 truncate font-medium">
                  {session.title ?? session.last_message?.text ?? messages.sessions.silent}
                </span>
                <span className="shrink-0 text-xs text-ink-faint">{endText(session)}</span>
              </span>
              <span className="clock block truncate text-xs text-ink-faint">
                {dayAndTime(session.creation_utc)} · {session.agent.name}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </TitledPart>
  );
}

/** In the words that a person chose at the end, where there was one. */
function endText({ handoff_id: open, last_handoff: last }: SessionHead): string {
  if (open !== null) return messages.briefing.earlierOpen;
  if (last === null) return messages.briefing.earlierWithAi;
  const { disposition, stage } = last;
  const known: Readonly<Record<string, string>> = messages.closing.dispositions;
  return disposition === null ? messages.stage[stage] : (known[disposition] ?? disposition);
}
