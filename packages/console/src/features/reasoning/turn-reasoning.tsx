import type { TurnRecord } from '@baton/protocol';
import { EvidenceLine } from '../../components/evidence-line.tsx';
import type { Jump } from '../../components/message-link.tsx';
import { MessageLink } from '../../components/message-link.tsx';
import { TitledPart } from '../../components/titled-part.tsx';
import { millisecondsText } from '../../lib/duration-text.ts';
import type { EventLog } from '../../lib/event-log.ts';
import { knownText } from '../../lib/known-text.ts';
import { messages } from '../../lib/messages.ts';
import { reasonText } from '../../lib/reason-text.ts';
import { fullTime } from '../../lib/time-text.ts';
import { toolName } from '../../lib/tool-text.ts';
import { GuidelineList } from './guideline-list.tsx';
import { JourneySteps } from './journey-steps.tsx';
import { ModelCalls } from './model-calls.tsx';
import { answeredText, restsOnSomething, templateTexts } from './record-parts.ts';
import { StageBars } from './stage-bars.tsx';

interface TurnReasoningProps {
  record: TurnRecord;
  log: EventLog;
  onJump: Jump;
}

/** A turn's record in plain words: what decided first, what it cost last. What is empty is not shown. */
export function TurnReasoning({ record, log, onJump }: TurnReasoningProps) {
  const texts = messages.reasoning;
  const { preamble, journeys, tools, stages, model_calls: calls, fallbacks } = record;
  return (
    <div className="grid gap-5">
      <Answered record={record} log={log} onJump={onJump} />
      {!restsOnSomething(record) && <p className="text-sm text-ink-soft">{texts.nothing}</p>}
      <Triggers record={record} onJump={onJump} />
      <GuidelineList record={record} />
      {journeys.length > 0 && <JourneySteps steps={journeys} />}
      {tools.length > 0 && <Tools tools={tools} />}
      <Templates record={record} log={log} />
      {preamble !== null && (
        <TitledPart title={texts.preamble}>
          <p className="said text-sm">{preamble}</p>
        </TitledPart>
      )}
      {fallbacks.length > 0 && (
        <TitledPart title={texts.fallbacks}>
          <ul className="grid gap-1 text-sm">
            {fallbacks.map(({ stage, reason }, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- the same may fail twice
              <li key={index} className="wrap-anywhere">
                {knownText(texts.stage, stage) ?? stage} <span className="text-ink-faint">· {reason}</span>
              </li>
            ))}
          </ul>
        </TitledPart>
      )}
      {stages.length > 0 && <StageBars record={record} />}
      {calls.length > 0 && <ModelCalls calls={calls} />}
      <div className="grid gap-1 border-t border-line pt-3 text-xs text-ink-faint">
        {record.truncated && <p>{texts.truncated}</p>}
        <p className="wrap-anywhere">
          {texts.traceId} <code className="font-mono select-all">{record.trace_id}</code>
        </p>
      </div>
    </div>
  );
}

function Answered({ record, log, onJump }: TurnReasoningProps) {
  const { answers, creation_utc: utc, milliseconds, outcome } = record;
  const texts = messages.reasoning;
  const asked = answeredText(log, record);
  return (
    <div className="grid gap-1">
      {answers !== null && asked !== null && (
        <p className="text-sm">
          <span className="text-ink-faint">{texts.answers}</span>{' '}
          <MessageLink offset={answers} onJump={onJump} className="line-clamp-3 wrap-anywhere underline">
            {asked}
          </MessageLink>
        </p>
      )}
      <p className="clock text-xs text-ink-faint" title={fullTime(utc)}>
        {texts.took(knownText(texts.outcome, outcome) ?? outcome, millisecondsText(milliseconds))}
      </p>
    </div>
  );
}

function Triggers({ record: { triggers }, onJump }: Omit<TurnReasoningProps, 'log'>) {
  if (triggers.length === 0) return null;
  return (
    <TitledPart title={messages.reasoning.triggers}>
      <ul className="grid gap-2.5 border-l-2 border-accent-line pl-3 text-sm">
        {triggers.map(({ reason, evidence, held_back: held }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the same may fire twice
          <li key={index} className="grid gap-1">
            <p className="font-medium">
              {reasonText(reason)}
              {held !== undefined && (
                <span className="font-normal text-ink-soft"> {messages.reasoning.heldBack[held]}</span>
              )}
            </p>
            <EvidenceLine evidence={evidence} onJump={onJump} />
          </li>
        ))}
      </ul>
    </TitledPart>
  );
}

function Tools({ tools }: { tools: TurnRecord['tools'] }) {
  return (
    <TitledPart title={messages.reasoning.tools}>
      <ul className="grid gap-1 text-sm">
        {tools.map(({ tool_id: id, milliseconds, error }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a turn may use a tool twice
          <li key={index} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4">
            <span className="font-mono text-xs leading-[inherit] wrap-anywhere">{toolName(id)}</span>
            <span className="clock text-xs leading-[inherit] text-ink-soft">
              {millisecondsText(milliseconds)}
            </span>
            {error !== null && <span className="said col-span-full text-xs text-late">{error}</span>}
          </li>
        ))}
      </ul>
    </TitledPart>
  );
}

function Templates({ record, log }: Omit<TurnReasoningProps, 'onJump'>) {
  const { canned_responses: ids, trace_id: traceId } = record;
  if (ids.length === 0) return null;
  const texts = templateTexts(log, traceId);
  return (
    <TitledPart title={messages.reasoning.templates}>
      <ul className="grid gap-1 text-sm">
        {ids.map((id, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a turn may say a template twice
          <li key={index} className="said">
            {texts.get(id) ?? <code className="font-mono text-xs text-ink-soft">{id}</code>}
          </li>
        ))}
      </ul>
    </TitledPart>
  );
}
