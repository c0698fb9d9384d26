import type { Operator, PresenceStatus } from '@baton/protocol';
import type { Desk } from '../../lib/desk.ts';

const ORDER: readonly PresenceStatus[] = ['available', 'away', 'offline'];

/** Who works in a department: whoever is here first, and of them whoever has least to do. What is live holds. */
export function colleaguesIn(
  department: string,
  listed: readonly Operator[],
  { operators }: Pick<Desk, 'operators'>,
): Operator[] {
  const all = new Map([...listed.map((operator) => [operator.id, operator] as const), ...operators]);
  return [...all.values()]
    .filter(({ departments }) => departments.includes(department))
    .toSorted((a, b) => rank(a) - rank(b) || a.active_chats - b.active_chats || a.name.localeCompare(b.name));
}

function rank({ presence }: Operator): number {
  return ORDER.indexOf(presence.status);
}
