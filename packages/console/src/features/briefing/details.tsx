import type { ContextPackage } from '@baton/protocol';
import { Fold } from '../../components/fold.tsx';
import { JsonText } from '../../components/json-text.tsx';
import type { Jump } from '../../components/message-link.tsx';
import { MessageLink } from '../../components/message-link.tsx';
import { SaidText } from '../../components/said-text.tsx';
import { TitledPart } from '../../components/titled-part.tsx';
import { languageText } from '../../lib/language-text.ts';
import { messages } from '../../lib/messages.ts';
import { argumentsLine, toolName } from '../../lib/tool-text.ts';
import { Before, Corrected } from './corrected.tsx';

interface DetailsProps {
  context: ContextPackage;
  onJump: Jump;
  /** Two columns where there is room for them. */
  wide: boolean;
}

/** Second layer: everything the AI knows that the customer should not have to say again. */
export function Details({ context, onJump, wide }: DetailsProps) {
  const { open_question: question, intent, details, attempted, tools, guidelines } = context;
  return (
    <section
      aria-label={messages.briefing.details}
      className={`grid items-start gap-x-8 gap-y-5 ${wide ? 'md:grid-cols-2' : ''}`}
    >
      <h2 className="sr-only">{messages.briefing.details}</h2>
      {question !== null && (
        <TitledPart title={messages.briefing.openQuestion}>
          <MessageLink
            offset={question.offset}
            onJump={onJump}
            className="said text-sm font-medium underline"
          >
            {question.text}
          </MessageLink>
          <Corrected context={context} line="open_question" />
        </TitledPart>
      )}
      {intent !== null && (
        <TitledPart title={messages.briefing.intent}>
          <p className="said text-sm">{intent}</p>
          <Corrected context={context} line="intent" />
        </TitledPart>
      )}
      {details.length > 0 && <KeyDetails details={details} onJump={onJump} />}
      {attempted.length > 0 && (
        <TitledPart title={messages.briefing.attempted}>
          <ul className="grid gap-1.5 text-sm">
            {attempted.map(({ text, offset, by }) => (
              <li key={`${offset} ${text}`}>
                <span className="text-xs text-ink-faint">
                  {by === 'customer' ? messages.layers.byCustomer : messages.layers.byAi}
                </span>
                <MessageLink
                  offset={offset}
                  onJump={onJump}
                  className="said line-clamp-4 block text-ink-soft hover:underline"
                >
                  {text}
                </MessageLink>
              </li>
            ))}
          </ul>
        </TitledPart>
      )}
      {tools.length > 0 && <Tools tools={tools} onJump={onJump} />}
      <CustomerRecord context={context} />
      {context.variables.length > 0 && <Variables variables={context.variables} />}
      {guidelines.length > 0 && (
        <TitledPart title={messages.briefing.guidelines}>
          <ul className="grid gap-1 text-sm text-ink-soft">
            {guidelines.map((condition) => (
              <li key={condition} className="said">
                {condition}
              </li>
            ))}
          </ul>
        </TitledPart>
      )}
    </section>
  );
}

function KeyDetails({ details, onJump }: { details: ContextPackage['details']; onJump: Jump }) {
  return (
    <TitledPart title={messages.briefing.keyDetails}>
      <dl className="grid grid-cols-[max-content_1fr] gap-x-3 gap-y-1 text-sm">
        {details.map(({ kind, value, before, offset }) => (
          <div key={`${kind} ${value} ${before} ${offset}`} className="contents">
            <dt className="text-ink-faint">{messages.briefing.kinds[kind] ?? kind}</dt>
            <dd className="clock min-w-0 wrap-anywhere whitespace-normal">
              {value === '' ? (
                <span className="font-medium text-near">{messages.layers.struck}</span>
              ) : (
                <MessageLink offset={offset} onJump={onJump} className="font-medium underline">
                  {value}
                </MessageLink>
              )}
              {before !== undefined && <Before text={before} />}
            </dd>
          </div>
        ))}
      </dl>
    </TitledPart>
  );
}

function Tools({ tools, onJump }: { tools: ContextPackage['tools']; onJump: Jump }) {
  return (
    <TitledPart title={messages.briefing.tools}>
      <ul className="grid gap-1 text-sm">
        {tools.map((tool, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the same call may stand twice at one offset
          <li key={`${tool.offset} ${index}`} className="min-w-0">
            <Fold
              label={
                <span className="min-w-0 truncate">
                  {tool.failed === true && (
                    <span className="mr-1.5 rounded bg-late-soft px-1 text-xs font-medium text-late">
                      {messages.layers.toolFailed}
                    </span>
                  )}
                  <span className="font-medium">{toolName(tool.tool_id)}</span>{' '}
                  <span className="text-ink-faint">{argumentsLine(tool.arguments)}</span>
                </span>
              }
            >
              <div className="mt-1 ml-4.5 grid gap-1.5 pb-1">
                <JsonText value={tool.result} />
                <MessageLink
                  offset={tool.offset}
                  onJump={onJump}
                  className="text-xs text-ink-faint underline"
                >
                  {messages.briefing.goTo(tool.offset)}
                </MessageLink>
              </div>
            </Fold>
          </li>
        ))}
      </ul>
    </TitledPart>
  );
}

function CustomerRecord({ context: { customer, language, sentiment } }: { context: ContextPackage }) {
  const rows: [string, string][] = [
    [messages.briefing.kinds['name'] ?? 'name', customer.name],
    [messages.briefing.customerId, customer.id],
    ...Object.entries(customer.metadata),
  ];
  if (language !== null) rows.push([messages.briefing.language, languageText(language)]);
  if (sentiment !== null) rows.push([messages.layers.mood, moodText(sentiment)]);
  return (
    <TitledPart title={messages.briefing.customer}>
      <dl className="grid grid-cols-[max-content_1fr] gap-x-3 gap-y-1 text-sm">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="max-w-32 truncate text-ink-faint">{name}</dt>
            <dd className="min-w-0 wrap-anywhere">
              <SaidText text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </TitledPart>
  );
}

/** What the agent knew of the customer. */
function Variables({ variables }: { variables: ContextPackage['variables'] }) {
  return (
    <TitledPart title={messages.layers.variables}>
      <dl className="grid grid-cols-[max-content_1fr] gap-x-3 gap-y-1 text-sm">
        {variables.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="max-w-32 truncate text-ink-faint">{name}</dt>
            <dd className="said min-w-0 line-clamp-6">
              {typeof value === 'string' ? value : JSON.stringify(value)}
            </dd>
          </div>
        ))}
      </dl>
    </TitledPart>
  );
}

function moodText({ now, trend }: NonNullable<ContextPackage['sentiment']>): string {
  const { moods, trends } = messages.layers;
  const mood = now >= 0.2 ? moods.good : now > -0.2 ? moods.even : now > -0.6 ? moods.bad : moods.worst;
  return `${mood}, ${trends[trend]}`;
}
