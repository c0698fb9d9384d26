import type { OperatorRef } from '@baton/protocol';
import { localStore } from '../../lib/local-store.ts';

const KEY = 'baton.operator';

/** The name given in this browser, on a server that does not know its operators by key. */
export function readLocalOperator(): OperatorRef | null {
  const stored = localStore.read(KEY);
  if (stored === null) return null;
  try {
    const { id, name } = JSON.parse(stored) as Partial<OperatorRef>;
    return typeof id === 'string' && typeof name === 'string' && id !== '' && name !== ''
      ? { id, name }
      : null;
  } catch {
    return null;
  }
}

/** Keeps the name. The id stays when only the name changes, so that conversations in hand stay in hand. */
export function storeLocalOperator(name: string, known: OperatorRef | null): OperatorRef {
  const operator = { id: known?.id ?? crypto.randomUUID(), name };
  localStore.write(KEY, JSON.stringify(operator));
  return operator;
}

export function forgetLocalOperator(): void {
  localStore.write(KEY, null);
}
