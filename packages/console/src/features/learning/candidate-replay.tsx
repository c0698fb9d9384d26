import type { ReplayedQuestion } from '@baton/protocol';
import { Button } from '../../components/button.tsx';
import { SaidText } from '../../components/said-text.tsx';
import { messages } from '../../lib/messages.ts';
import { countText } from '../../lib/number-text.ts';
import { refusalText } from '../../lib/refusal-text.ts';
import type { Replay } from './use-replay.ts';

/** Past questions, as they are answered today and as they would be. */
export function CandidateReplay({ replay }: { replay: Replay }) {
  const texts = messages.learning;
  const { data } = replay;
  return (
    <div className="grid gap-2">
      <Button className="justify-self-start" disabled={replay.isPending} onClick={() => replay.mutate()}>
        {replay.isPending ? texts.replaying : texts.replay}
      </Button>
      <p role="alert" className="text-sm font-medium text-late empty:hidden">
        {replay.error === null ? null : refusalText(replay.error)}
      </p>
      <output className="block text-sm font-medium empty:hidden">
        {data !== undefined &&
          (data.questions === 0
            ? texts.replayNone
            : texts.replayed(countText(data.changed), countText(data.questions)))}
      </output>
      {data !== undefined && data.examples.length > 0 && (
        <ul role="list" className="grid gap-2">
          {data.examples.map((example) => (
            <Example key={`${example.session_id} ${example.offset}`} example={example} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Example({ example: { question, before, after, changed } }: { example: ReplayedQuestion }) {
  const texts = messages.learning;
  return (
    <li className="grid gap-2 rounded-lg border border-line p-3 text-sm">
      <p className="flex items-baseline justify-between gap-3">
        <span className="min-w-0 font-medium">
          <SaidText text={question} />
        </span>
        <span className={`shrink-0 text-xs ${changed ? 'font-medium text-near' : 'text-ink-faint'}`}>
          {changed ? texts.changed : texts.unchanged}
        </span>
      </p>
      <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        <Answer name={texts.before} text={before} />
        <Answer name={texts.after} text={after} />
      </dl>
    </li>
  );
}

function Answer({ name, text }: { name: string; text: string | null }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs font-semibold text-ink-soft">{name}</dt>
      <dd className="text-ink-soft">
        {text === null ? (
          <span className="text-ink-faint">{messages.learning.noAnswer}</span>
        ) : (
          <SaidText text={text} />
        )}
      </dd>
    </div>
  );
}
