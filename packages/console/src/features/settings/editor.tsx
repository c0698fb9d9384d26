import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { announce } from '../../lib/announcer.ts';
import { messages } from '../../lib/messages.ts';
import { refusalText } from '../../lib/refusal-text.ts';
import type { Faults } from '../../lib/faults.ts';
import { faultsOf } from '../../lib/faults.ts';
import { UnsavedGuard } from './unsaved-guard.tsx';

interface EditorProps {
  title: string;
  /** What the buttons and the announcement call it. */
  name: string;
  dirty: boolean;
  /** Absent: it can be read and not changed. */
  save?: (() => Promise<unknown>) | undefined;
  create?: boolean;
  /** Absent: it cannot be deleted. */
  remove?: (() => Promise<unknown>) | undefined;
  /** What becomes of things when it is deleted. */
  removes?: string;
  /** After it was saved or deleted, and when the way out is taken. */
  onDone: () => void;
  children: (faults: Faults) => ReactNode;
}

/** One form: what it is about, its fields, what the server refused, and its buttons. */
export function Editor(props: EditorProps) {
  const { title, name, dirty, create = false, save, remove, removes, onDone, children } = props;
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // Once it is saved or deleted nothing is lost by leaving, which happens before the next render.
  const settled = useRef(false);
  const texts = messages.settings;
  const done = (said: string): void => {
    settled.current = true;
    announce(said);
    onDone();
  };
  const saving = useMutation({
    mutationFn: () => save?.() ?? Promise.resolve(),
    onSuccess: () => done(texts.saved(name)),
  });
  const { error } = saving;
  useEffect(() => heading.current?.focus({ preventScroll: false }), []);
  useEffect(() => {
    if (error !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  const faults = faultsOf(error);
  return (
    <form
      ref={form}
      noValidate
      aria-label={title}
      className="grid gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (!saving.isPending && save !== undefined) saving.mutate();
      }}
    >
      <div className="flex items-center gap-2">
        <Button look="quiet" className="-ml-2 px-2" onClick={onDone}>
          <span aria-hidden="true">←</span> {texts.back}
        </Button>
        <h2 ref={heading} tabIndex={-1} className="min-w-0 text-lg font-semibold wrap-anywhere outline-none">
          {title}
        </h2>
      </div>
      {children(faults)}
      <div className="sticky bottom-0 -mx-1 grid gap-2 border-t border-line bg-ground px-1 py-3">
        <p role="alert" className="text-sm font-medium text-late empty:hidden">
          {faults.summary}
        </p>
        <div className="flex items-center gap-2">
          {save !== undefined && (
            <Button type="submit" look="primary" disabled={saving.isPending}>
              {create ? texts.create : texts.save}
            </Button>
          )}
          <Button look="quiet" onClick={onDone}>
            {save === undefined ? texts.back : texts.cancel}
          </Button>
          {remove !== undefined && (
            <Removal
              name={name}
              removes={removes ?? ''}
              remove={remove}
              onRemoved={() => done(texts.removed(name))}
            />
          )}
        </div>
      </div>
      <UnsavedGuard isDirty={() => dirty && !settled.current} />
    </form>
  );
}

interface RemovalProps {
  name: string;
  removes: string;
  remove: () => Promise<unknown>;
  onRemoved: () => void;
}

function Removal({ name, removes, remove, onRemoved }: RemovalProps) {
  const [asking, setAsking] = useState(false);
  const removing = useMutation({ mutationFn: remove, onSuccess: onRemoved });
  const texts = messages.settings;
  return (
    <>
      <Button look="quiet" className="ml-auto text-late hover:text-late" onClick={() => setAsking(true)}>
        {texts.remove}
      </Button>
      <ConfirmDialog
        open={asking}
        title={texts.removeTitle(name)}
        act={texts.removeSubmit}
        pending={removing.isPending}
        fault={removing.error === null ? null : refusalText(removing.error)}
        onAct={() => removing.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{removes}</p>
      </ConfirmDialog>
    </>
  );
}
