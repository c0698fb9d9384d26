import type { ActionResult, Json, QuickAction } from '@baton/protocol';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { JsonText } from '../../components/json-text.tsx';
import type { Jump } from '../../components/message-link.tsx';
import { assist } from '../../lib/baton.ts';
import type { Faults } from '../../lib/faults.ts';
import { faultsOf } from '../../lib/faults.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { ActionInput } from './action-field.tsx';
import type { ActionValues } from './action-values.ts';
import { argumentsOf, firstValues } from './action-values.ts';

interface ActionDialogProps {
  handoffId: string;
  action: QuickAction;
  open: boolean;
  onClose: () => void;
  onJump: Jump;
}

const texts = messages.actions;

/** Fills in an action, asks once more before it changes something outside, and shows what came of it. */
export function ActionDialog({ handoffId, action, open, onClose, onJump }: ActionDialogProps) {
  const { actAs } = useOperator();
  const [values, setValues] = useState<ActionValues>(() => firstValues(action));
  const [checking, setChecking] = useState(false);
  // One key for one run, so that trying again after a lost answer cannot run it twice.
  const key = useRef(crypto.randomUUID());
  const running = useMutation({
    mutationFn: () =>
      assist.runAction(
        handoffId,
        action.id,
        { ...actAs, arguments: argumentsOf(action, values), confirmed: action.consequential },
        key.current,
      ),
    // Nothing was run: what is wrong is put right where it was written.
    onError: (error) => {
      if (faultsOf(error).inFields) setChecking(false);
    },
  });
  const faults = faultsOf(running.error);
  const change = (): void => {
    key.current = crypto.randomUUID();
    running.reset();
    setChecking(false);
  };
  const act = (): void => {
    if (action.consequential && !checking) setChecking(true);
    else if (!running.isPending) running.mutate();
  };
  return (
    <DialogFrame open={open} onClose={onClose} title={action.title}>
      {running.data === undefined ? (
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            act();
          }}
        >
          {checking ? (
            <Checked action={action} values={values} />
          ) : (
            <Fields
              action={action}
              values={values}
              faults={faults}
              onChange={(name, value) => {
                change();
                setValues({ ...values, [name]: value });
              }}
            />
          )}
          <p role="alert" className="text-sm font-medium text-late empty:hidden">
            {faults.summary}
          </p>
          <div className="flex justify-end gap-2">
            <Button look="quiet" onClick={checking ? change : onClose}>
              {checking ? texts.back : messages.closing.cancel}
            </Button>
            <Button type="submit" look="primary" disabled={running.isPending}>
              {running.isPending ? texts.running : checking ? texts.confirm : texts.run}
            </Button>
          </div>
        </form>
      ) : (
        <Result result={running.data} onAgain={change} onClose={onClose} onJump={onJump} />
      )}
    </DialogFrame>
  );
}

interface FieldsProps {
  action: QuickAction;
  values: ActionValues;
  faults: Faults;
  onChange: (name: string, value: string | boolean) => void;
}

function Fields({ action, values, faults, onChange }: FieldsProps) {
  return (
    <>
      {action.description !== '' && <p className="text-sm text-pretty text-ink-soft">{action.description}</p>}
      {action.fields.length === 0 && <p className="text-sm text-ink-faint">{texts.noFields}</p>}
      {action.fields.map((field) => (
        <ActionInput
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          fault={faults.of(`arguments.${field.name}`)}
          onChange={(value) => onChange(field.name, value)}
        />
      ))}
    </>
  );
}

function Checked({ action, values }: Pick<FieldsProps, 'action' | 'values'>) {
  const given = argumentsOf(action, values);
  return (
    <div className="grid gap-3 rounded-lg bg-near-soft px-3.5 py-3">
      <p className="text-sm font-medium text-near">{texts.confirmTitle}</p>
      <dl className="grid grid-cols-[max-content_1fr] gap-x-3 gap-y-1 text-sm">
        {action.fields.map(({ name, label }) => {
          const value = given[name];
          if (value === undefined) return null;
          return (
            <div key={name} className="contents">
              <dt className="text-ink-soft">{label}</dt>
              <dd className="min-w-0 font-medium wrap-anywhere">{shownValue(value)}</dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}

function shownValue(value: Json): string {
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface ResultProps extends Pick<ActionDialogProps, 'onClose' | 'onJump'> {
  result: ActionResult;
  onAgain: () => void;
}

function Result({ result, onAgain, onClose, onJump }: ResultProps) {
  return (
    <div className="grid gap-4">
      <output className={`block text-sm font-medium ${result.failed ? 'text-late' : 'text-accent'}`}>
        {result.failed ? texts.failed : texts.done}
      </output>
      <div className="grid gap-1.5">
        <h3 className="text-xs font-semibold text-ink-soft">{texts.result}</h3>
        <JsonText value={result.data} />
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        {result.failed && <Button onClick={onAgain}>{texts.again}</Button>}
        <Button
          onClick={() => {
            onClose();
            onJump(result.offset);
          }}
        >
          {texts.toLog}
        </Button>
        <Button look="primary" onClick={onClose}>
          {texts.close}
        </Button>
      </div>
    </div>
  );
}
