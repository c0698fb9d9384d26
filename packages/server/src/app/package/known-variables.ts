import type { Json } from '@baton/protocol';
import { variableKeys } from '../../core/behaviour/variable-keys.ts';
import type { CustomerRecord, DirectoryStore } from '../../ports/directory-store.ts';
import type { Behaviours } from '../behaviour/behaviours.ts';

/** What an agent knows of a customer, as it is kept: no tool is asked, nobody waits. */
export type KnownVariables = (
  agentId: string,
  customer: CustomerRecord,
) => Promise<readonly { readonly name: string; readonly value: Json }[]>;

/** A package shows no more; more would be read for nothing. */
const MOST_VARIABLES = 40;

export function knownVariables(behaviours: Behaviours, directory: DirectoryStore): KnownVariables {
  return async (agentId, customer) => {
    const agent = await directory.readAgent(agentId);
    if (agent === null) return [];
    const keys = variableKeys(agentId, customer);
    const { variables } = behaviours.of(agent);
    const known = await Promise.all(
      variables.slice(0, MOST_VARIABLES).map(async ({ id, name }) => {
        for (const key of keys) {
          const value = await behaviours.values.readValue(id, key);
          if (value !== null) return [{ name, value: value.data }];
        }
        return [];
      }),
    );
    return known.flat();
  };
}
