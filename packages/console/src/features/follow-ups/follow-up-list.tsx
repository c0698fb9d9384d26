import type { FollowUp } from '@baton/protocol';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '../../components/button.tsx';
import { followUps } from '../../lib/baton.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { deskQuery } from '../../lib/queries.ts';
import { refusalText } from '../../lib/refusal-text.ts';
import { dayAndTime } from '../../lib/time-text.ts';

const MOST_SHOWN = 20;

/** Calls, e-mails and the like that customers were promised, what is due first (H7.1). */
export function FollowUpList() {
  const { data: desk } = useQuery(deskQuery);
  const promised = [...(desk?.followUps.values() ?? [])].toSorted((a, b) =>
    a.due_utc < b.due_utc ? -1 : a.due_utc === b.due_utc ? 0 : 1,
  );
  if (promised.length === 0) return null;
  return (
    <section aria-label={messages.followUps.title}>
      <div className="sticky top-0 z-10 flex items-baseline gap-2 bg-ground px-3 pt-4 pb-1.5">
        <h2 className="text-xs font-semibold text-ink-soft">{messages.followUps.title}</h2>
        <span className="clock text-xs text-ink-faint">{promised.length}</span>
      </div>
      <ul role="list">
        {promised.slice(0, MOST_SHOWN).map((followUp) => (
          <Row key={followUp.id} followUp={followUp} />
        ))}
      </ul>
    </section>
  );
}

function Row({ followUp }: { followUp: FollowUp }) {
  const { kind, address, text, customer, owner, due_utc: due, state, handoff_id: handoffId } = followUp;
  const texts = messages.followUps;
  const what = kind === 'commitment' ? (text ?? '') : texts.what(kind, address);
  const when = state === 'due' ? texts.due(dayAndTime(due)) : dayAndTime(due);
  return (
    <li className="px-3 py-2">
      <div className="flex items-start gap-2">
        <p className="min-w-0 flex-1 text-sm wrap-anywhere">
          {handoffId === '' ? (
            <span className="font-semibold">{customer.name}</span>
          ) : (
            <Link
              to="/handoffs/$handoffId"
              params={{ handoffId }}
              search={(current) => current}
              className="font-semibold hover:underline"
            >
              {customer.name}
            </Link>
          )}{' '}
          <span className="said text-ink-soft">{what}</span>
          <span className="block text-xs text-ink-faint">
            <span className={state === 'due' ? 'font-medium text-late' : undefined}>{when}</span>
            {owner !== null && ` · ${owner.name}`}
          </span>
        </p>
        <Acts followUp={followUp} what={`${customer.name}, ${what}`} />
      </div>
    </li>
  );
}

/** Who has taken it upon himself says that it is done; what nobody has taken can be taken. */
function Acts({ followUp: { id, owner }, what }: { followUp: FollowUp; what: string }) {
  const { id: me, actAs } = useOperator();
  const acting = useMutation({
    mutationFn: () => (owner === null ? followUps.claim(id, actAs) : followUps.done(id, actAs)),
  });
  if (owner !== null && owner.id !== me) return null;
  const texts = messages.followUps;
  return (
    <div className="grid shrink-0 justify-items-end">
      <Button
        onClick={() => acting.mutate()}
        disabled={acting.isPending}
        aria-label={owner === null ? texts.takeOf(what) : texts.doneOf(what)}
        className="h-7 text-xs"
      >
        {owner === null ? texts.take : texts.done}
      </Button>
      <p role="alert" className="max-w-32 text-xs text-late empty:hidden">
        {acting.error !== null && refusalText(acting.error)}
      </p>
    </div>
  );
}
