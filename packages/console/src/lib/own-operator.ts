import { RequestError } from '@baton/client';
import { staff } from './baton.ts';
import type { CurrentOperator } from './operator.ts';

/** Under which a browser keeps what its operator chose last to be. */
export const PRESENCE_KEY = 'baton.presence';

/**
 * Makes sure that the server knows the operator who sits here, so that he can be present and be offered something. One
 * with a key of his own it knows by that; on a server without keys he is created under the name he gave.
 */
export async function ensureOperator({ id, name, actAs }: CurrentOperator): Promise<void> {
  if (!actAs.operator) return;
  try {
    const known = await staff.readOperator(id);
    if (known.name !== name) await staff.updateOperator(id, { name });
  } catch (error) {
    if (!(error instanceof RequestError) || error.status !== 404) throw error;
    await staff.createOperator({ id, name });
  }
}
