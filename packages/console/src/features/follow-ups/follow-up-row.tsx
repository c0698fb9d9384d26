import type { FollowUp } from '@baton/protocol';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { TextArea } from '../../components/text-field.tsx';
import { followUps } from '../../lib/baton.ts';
import { customerName } from '../../lib/customer-name.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { refusalText } from '../../lib/refusal-text.ts';
import { dayAndTime, fullTime } from '../../lib/time-text.ts';

/** One call, e-mail or promise: whom, what, until when, and what can be done with it. */
export function FollowUpRow({ followUp, department }: { followUp: FollowUp; department: string | null }) {
  const { kind, text, owner, due_utc: due, state, delivery } = followUp;
  const { id: me } = useOperator();
  const texts = messages.followUps;
  const who = owner === null ? texts.nobody : owner.id === me ? texts.you : owner.name;
  return (
    <li className="grid gap-x-4 gap-y-2 border-b border-line py-3 last:border-0 sm:grid-cols-[1fr_auto]">
      <div className="grid min-w-0 gap-0.5">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="rounded-md bg-sunken px-1.5 text-xs leading-5 font-medium text-ink-soft">
            {texts.kinds[kind]}
          </span>
          <Customer followUp={followUp} />
          {kind !== 'commitment' && <Address followUp={followUp} />}
        </p>
        {text !== undefined && text !== '' && <p className="said text-sm">{text}</p>}
        <p className="text-xs text-ink-faint">
          <span className={state === 'due' ? 'font-medium text-late' : undefined} title={fullTime(due)}>
            {state === 'due' ? texts.due(dayAndTime(due)) : texts.until(dayAndTime(due))}
          </span>
          {' · '}
          {who}
          {department !== null && ` · ${department}`}
        </p>
        {delivery !== null && (
          <p className={`text-xs ${delivery.state === 'failed' ? 'text-late' : 'text-ink-faint'}`}>
            {texts.delivery[delivery.state](delivery.attempts)}
          </p>
        )}
      </div>
      <Acts followUp={followUp} />
    </li>
  );
}

function Customer({ followUp }: { followUp: FollowUp }) {
  const name = customerName(followUp);
  // What the AI promised by itself belongs to no handoff.
  return followUp.handoff_id === '' ? (
    <Link
      to="/sessions/$sessionId"
      params={{ sessionId: followUp.session_id }}
      search={{}}
      className="font-semibold wrap-anywhere hover:underline"
    >
      {name}
    </Link>
  ) : (
    <Link
      to="/handoffs/$handoffId"
      params={{ handoffId: followUp.handoff_id }}
      search={{}}
      className="font-semibold wrap-anywhere hover:underline"
    >
      {name}
    </Link>
  );
}

/** A number that is called, or an address that is written to, with a click. It is the customer's own text. */
function Address({ followUp: { kind, address } }: { followUp: FollowUp }) {
  const href =
    kind === 'email'
      ? `mailto:${encodeURIComponent(address).replaceAll('%40', '@')}`
      : `tel:${address.replaceAll(/[^\d+*#]/gu, '')}`;
  return (
    <a href={href} className="text-sm wrap-anywhere text-accent hover:underline">
      {address}
    </a>
  );
}

type Ending = 'done' | 'cancel';

/** Who has it ends it; what nobody has can be taken. */
function Acts({ followUp }: { followUp: FollowUp }) {
  const { id, owner } = followUp;
  const { id: me, actAs } = useOperator();
  const [ending, setEnding] = useState<Ending | null>(null);
  const claiming = useMutation({ mutationFn: () => followUps.claim(id, actAs) });
  const texts = messages.followUps;
  const what = `${customerName(followUp)}, ${texts.kinds[followUp.kind]}`;
  const mine = owner?.id === me;
  return (
    <div className="flex flex-wrap items-center gap-2 sm:justify-end">
      {owner === null && (
        <Button
          onClick={() => claiming.mutate()}
          disabled={claiming.isPending}
          aria-label={texts.takeOf(what)}
        >
          {texts.take}
        </Button>
      )}
      {mine && (
        <>
          <Button look="quiet" aria-label={texts.cancelOf(what)} onClick={() => setEnding('cancel')}>
            {texts.cancel}
          </Button>
          <Button look="primary" aria-label={texts.doneOf(what)} onClick={() => setEnding('done')}>
            {texts.done}
          </Button>
        </>
      )}
      <p role="alert" className="w-full text-xs text-late empty:hidden">
        {claiming.error !== null && refusalText(claiming.error)}
      </p>
      {ending !== null && (
        <EndDialog followUp={followUp} what={what} how={ending} onClose={() => setEnding(null)} />
      )}
    </div>
  );
}

interface EndDialogProps {
  followUp: FollowUp;
  what: string;
  how: Ending;
  onClose: () => void;
}

/** Asks what came of it, or why it is let go of. */
function EndDialog({ followUp, what, how, onClose }: EndDialogProps) {
  const { actAs } = useOperator();
  const field = useRef<HTMLTextAreaElement>(null);
  const [result, setResult] = useState('');
  const texts = messages.followUps;
  const ending = useMutation({
    mutationFn: () => {
      const words = result.trim();
      const act = { ...actAs, ...(words !== '' && { result: words }) };
      return how === 'done' ? followUps.done(followUp.id, act) : followUps.cancel(followUp.id, act);
    },
    onSuccess: onClose,
  });
  return (
    <DialogFrame
      open
      onClose={onClose}
      title={how === 'done' ? texts.doneOf(what) : texts.cancelOf(what)}
      initialFocus={field}
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!ending.isPending) ending.mutate();
        }}
      >
        <TextArea
          ref={field}
          label={how === 'done' ? texts.result : texts.why}
          hint={texts.resultHint}
          value={result}
          maxLength={2000}
          rows={3}
          onChange={(event) => setResult(event.target.value)}
        />
        <p role="alert" className="text-sm font-medium text-late empty:hidden">
          {ending.error !== null && refusalText(ending.error)}
        </p>
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {texts.back}
          </Button>
          <Button type="submit" look="primary" disabled={ending.isPending}>
            {how === 'done' ? texts.done : texts.cancel}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}
