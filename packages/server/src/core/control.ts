import type { HandoffEventData, SessionMode } from '@baton/protocol';

/**
 * Who may speak for the company in a session (H2). `ai`: the AI. `operator`: one person of ours, by id.
 * `external`: a system outside, which set manual mode or wrote as a person. `none`: the AI is silent and
 * nobody has come yet.
 */
export type Holder =
  | { kind: 'ai' }
  | { kind: 'operator'; id: string; name: string }
  | { kind: 'external' }
  | { kind: 'none' };

/** The fenced part of a session. Every change of mode or holder raises `epoch` by one. */
export interface Control {
  readonly mode: SessionMode;
  readonly holder: Holder;
  readonly epoch: number;
}

export const INITIAL_CONTROL: Control = { mode: 'auto', holder: { kind: 'ai' }, epoch: 0 };

/** The control after a change: the same object when nothing changes, else with a raised epoch. */
export function changeControl(control: Control, mode: SessionMode, holder: Holder): Control {
  if (control.mode === mode && sameHolder(control.holder, holder)) return control;
  return { mode, holder, epoch: control.epoch + 1 };
}

function sameHolder(a: Holder, b: Holder): boolean {
  if (a.kind === 'operator') return b.kind === 'operator' && a.id === b.id;
  return a.kind === b.kind;
}

/** The holder as a session's log shows it to everybody: a name, never an id. */
export function publicHolder(holder: Holder): HandoffEventData['holder'] {
  return { kind: holder.kind, name: holder.kind === 'operator' ? holder.name : null };
}
