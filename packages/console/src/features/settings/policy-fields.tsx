import type { Department, DepartmentPolicy } from '@baton/protocol';
import { messages } from '../../lib/messages.ts';
import { DispositionsField } from './dispositions-field.tsx';
import type { Faults } from '../../lib/faults.ts';
import { Check, CheckList, Part } from './form-parts.tsx';
import { SpanField } from './span-field.tsx';

type PartName = keyof typeof messages.settings.departments.parts;

/** In the order in which a conversation meets them. */
const PARTS: readonly (readonly [part: PartName, fields: readonly (keyof DepartmentPolicy)[]])[] = [
  ['promise', ['service_level_seconds', 'match_language']],
  ['offers', ['offer_seconds', 'sticky_seconds', 'auto_accept']],
  ['relaxing', ['relax_skills_seconds', 'relax_language_seconds', 'relax_department_seconds', 'overflow']],
  [
    'waiting',
    ['tell_seconds', 'reminder_seconds', 'give_up_seconds', 'offer_callback', 'offer_email', 'offer_ai'],
  ],
  ['ending', ['idle_seconds', 'idle_return_seconds', 'return_notice_seconds']],
  ['resolving', ['dispositions', 'ask_rating']],
];

/** What a time that may be "never" begins with when it is not: the defaults. */
const OR_NEVER: Readonly<Partial<Record<keyof DepartmentPolicy, number>>> = {
  relax_skills_seconds: 120,
  relax_language_seconds: 240,
  relax_department_seconds: 360,
  idle_return_seconds: 86_400,
};

interface PolicyFieldsProps {
  policy: DepartmentPolicy;
  faults: Faults;
  /** Those that can help out: all but this one. */
  others: readonly Department[];
  onPolicy: (changes: Partial<DepartmentPolicy>) => void;
}

/** How a department works, every rule with what it means. */
export function PolicyFields({ policy, faults, others, onPolicy }: PolicyFieldsProps) {
  const texts = messages.settings.departments;
  return PARTS.map(([part, fields]) => (
    <Part key={part} title={texts.parts[part]}>
      {[fields.filter((field) => !isSwitch(policy[field])), fields.filter((field) => isSwitch(policy[field]))]
        .filter((group) => group.length > 0)
        .map((group) => (
          <div key={group[0]} className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
            {group.map((field) => (
              <PolicyField
                key={field}
                field={field}
                value={policy[field]}
                fault={faults.of(`policy.${field}`)}
                others={others}
                onValue={(value) => onPolicy({ [field]: value })}
              />
            ))}
          </div>
        ))}
    </Part>
  ));
}

/** What is on or off stands below what is filled in, so that both line up. */
function isSwitch(value: DepartmentPolicy[keyof DepartmentPolicy]): boolean {
  return typeof value === 'boolean';
}

interface PolicyFieldProps {
  field: keyof DepartmentPolicy;
  value: DepartmentPolicy[keyof DepartmentPolicy];
  fault: string | undefined;
  others: readonly Department[];
  onValue: (value: number | boolean | string[] | null) => void;
}

function PolicyField({ field, value, fault, others, onValue }: PolicyFieldProps) {
  const { name, hint } = messages.settings.departments.policy[field];
  if (typeof value === 'boolean') return <Check label={name} hint={hint} checked={value} onCheck={onValue} />;
  if (field === 'dispositions' && Array.isArray(value))
    return <DispositionsField label={name} hint={hint} fault={fault} chosen={value} onChosen={onValue} />;
  if (Array.isArray(value))
    return <CheckList label={name} fault={fault} options={others} chosen={value} onChosen={onValue} />;
  return (
    <SpanField
      label={name}
      hint={hint}
      fault={fault}
      value={value}
      orNever={OR_NEVER[field]}
      onSeconds={onValue}
    />
  );
}
