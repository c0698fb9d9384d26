import { GUEST_ID } from '../core/guest-id.ts';
import type { CustomerRecord, DirectoryStore } from '../ports/directory-store.ts';

export { GUEST_ID } from '../core/guest-id.ts';

/** The customer with this id. The guest always exists; an unknown id stands for a customer of that name. */
export async function findCustomer(directory: DirectoryStore, id: string): Promise<CustomerRecord> {
  if (id === GUEST_ID) return guest(0);
  return (await directory.readCustomer(id)) ?? unknownCustomer(id);
}

/** As of a moment ago; undefined when that is not known at once. */
export function recallCustomer(directory: DirectoryStore, id: string): CustomerRecord | undefined {
  if (id === GUEST_ID) return guest(0);
  const customer = directory.recallCustomer?.(id);
  return customer === null ? unknownCustomer(id) : customer;
}

function unknownCustomer(id: string): CustomerRecord {
  return { id, createdAt: 0, name: id, metadata: {}, tags: [] };
}

/** The reserved customer for everybody who has not said who he is. */
export function guest(createdAt: number): CustomerRecord {
  return { id: GUEST_ID, createdAt, name: 'Guest', metadata: {}, tags: [] };
}
