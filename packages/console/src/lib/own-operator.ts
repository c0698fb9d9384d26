import type { OperatorRef } from '@baton/protocol';
import { staff } from './baton.ts';
import type { CurrentOperator } from './operator.ts';

/** Under which a browser keeps what its operator chose last to be. */
export const PRESENCE_KEY = 'baton.presence';

const ensured = new Map<string, Promise<void>>();

/**
 * Makes sure that the server knows the operator who sits here, so that he can be present and be offered something. One
 * with a key of his own it knows by that; on a server without keys he is created under the name he gave, and as a lead:
 * whoever gets in there is an admin, who may do more.
 */
export function ensureOperator({ id, name, actAs }: CurrentOperator): Promise<void> {
  if (!actAs.operator) return Promise.resolve();
  const key = `${id} ${name}`;
  // The stream and his presence both need him, at the same moment.
  const known = ensured.get(key) ?? create({ id, name });
  ensured.set(key, known);
  known.catch(() => ensured.delete(key));
  return known;
}

/** He is looked for in the list: asking for somebody who is not there is an error in the browser's console. */
async function create({ id, name }: OperatorRef): Promise<void> {
  const known = (await staff.listOperators()).find((operator) => operator.id === id);
  if (known === undefined) await staff.createOperator({ id, name, lead: true });
  else if (known.name !== name) await staff.updateOperator(id, { name });
}
