import type { TriggerMode, TriggerName, TriggerPolicy } from '@baton/protocol';
import { FIELD } from '../../components/text-field.tsx';
import { messages } from '../../lib/messages.ts';
import type { Faults } from '../../lib/faults.ts';
import type { PolicyDraft, ThresholdName } from './trigger-draft.ts';
import { TRIGGERS } from './trigger-draft.ts';

const MODES: readonly TriggerMode[] = ['act', 'shadow', 'off'];

interface TriggerRowsProps {
  draft: PolicyDraft;
  /** What holds now. */
  policy: TriggerPolicy;
  faults: Faults;
  /** Where the settings stand in the request: '' or `shadow.`. */
  path: string;
  onDraft: (changes: Partial<PolicyDraft>) => void;
}

/** Each trigger: what it is, whether it acts, and from where on. */
export function TriggerRows({ draft, policy, faults, path, onDraft }: TriggerRowsProps) {
  return (
    <ul role="list" className="divide-y divide-line">
      {TRIGGERS.map(([trigger, thresholds]) => (
        <Row
          key={trigger}
          trigger={trigger}
          thresholds={thresholds}
          draft={draft}
          policy={policy}
          faults={faults}
          path={path}
          onDraft={onDraft}
        />
      ))}
    </ul>
  );
}

interface RowProps extends TriggerRowsProps {
  trigger: TriggerName;
  thresholds: readonly ThresholdName[];
}

function Row({ trigger, thresholds, draft, policy, faults, path, onDraft }: RowProps) {
  const texts = messages.settings.triggers;
  const { name, hint } = texts.names[trigger];
  const isSet =
    draft.modes[trigger] !== undefined || thresholds.some((each) => (draft.thresholds[each] ?? '') !== '');
  return (
    <li className="grid gap-x-6 gap-y-2 py-3 first:pt-0 last:pb-0 md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2 text-sm font-medium">
          {name}
          {isSet && <SetBadge />}
        </p>
        <p className="text-xs text-pretty text-ink-faint">{hint}</p>
      </div>
      <div className="flex flex-wrap items-start gap-3 md:justify-end">
        {thresholds.map((threshold) => (
          <Threshold
            key={threshold}
            of={name}
            threshold={threshold}
            text={draft.thresholds[threshold] ?? ''}
            now={policy.thresholds[threshold]}
            fault={faults.of(`${path}thresholds.${threshold}`)}
            onText={(text) => onDraft({ thresholds: { ...draft.thresholds, [threshold]: text } })}
          />
        ))}
        <ModeSelect
          of={name}
          mode={draft.modes[trigger]}
          // Where it was set here nobody can tell any more what the code says.
          coded={policy.stored?.modes?.[trigger] ? null : policy.modes[trigger]}
          onMode={(mode) => onDraft({ modes: withMode(draft.modes, trigger, mode) })}
        />
      </div>
    </li>
  );
}

function SetBadge() {
  return (
    <span className="rounded-md bg-accent-soft px-1.5 text-xs leading-5 font-medium text-accent">
      {messages.settings.triggers.set}
    </span>
  );
}

export function withMode<K extends string>(
  modes: Readonly<Partial<Record<K, TriggerMode>>>,
  name: K,
  mode: TriggerMode | undefined,
): Partial<Record<K, TriggerMode>> {
  const { [name]: _before, ...rest } = modes;
  return (mode === undefined ? rest : { ...rest, [name]: mode }) as Partial<Record<K, TriggerMode>>;
}

interface ModeSelectProps {
  of: string;
  mode: TriggerMode | undefined;
  /** What holds where nothing is set; null when that is not known. */
  coded: TriggerMode | null;
  onMode: (mode: TriggerMode | undefined) => void;
}

export function ModeSelect({ of, mode, coded, onMode }: ModeSelectProps) {
  const texts = messages.settings.triggers;
  return (
    <div className="grid gap-1">
      <select
        aria-label={texts.modeOf(of)}
        value={mode ?? ''}
        onChange={(event) =>
          onMode(event.target.value === '' ? undefined : (event.target.value as TriggerMode))
        }
        className={`${FIELD} h-9 w-44! px-2! text-sm!`}
      >
        <option value="">{coded === null ? texts.asCodedNow : texts.asCoded(texts.modes[coded])}</option>
        {MODES.map((each) => (
          <option key={each} value={each}>
            {texts.modes[each]}
          </option>
        ))}
      </select>
    </div>
  );
}

interface ThresholdProps {
  of: string;
  threshold: ThresholdName;
  text: string;
  now: number;
  fault: string | undefined;
  onText: (text: string) => void;
}

function Threshold({ of, threshold, text, now, fault, onText }: ThresholdProps) {
  const { name, unit } = messages.settings.triggers.thresholds[threshold];
  return (
    <div className="grid gap-1">
      <span className="flex items-center gap-2 text-sm">
        <span aria-hidden="true" className="text-xs text-ink-soft">
          {name}
        </span>
        <input
          aria-label={`${of}: ${name} (${unit})`}
          aria-invalid={fault === undefined ? undefined : true}
          inputMode="decimal"
          autoComplete="off"
          value={text}
          placeholder={String(now)}
          maxLength={8}
          title={unit}
          onChange={(event) => onText(event.target.value)}
          className={`${FIELD} h-9 w-18! px-2! text-sm!`}
        />
      </span>
      {fault !== undefined && <span className="max-w-44 text-xs font-medium text-late">{fault}</span>}
    </div>
  );
}
