import type { Handoff } from '@baton/protocol';
import { StaffClient } from '@baton/client';
import { beforeAll, describe, expect, test } from 'vitest';
import { MIA, TOM, askForPerson, clientOf, refusalOf } from '../testing/operators.ts';
import { useServer } from '../testing/use-server.ts';

const LEA = { id: 'lea', name: 'Lea' } as const;

describe('H6.4 what a colleague puts to one operator', () => {
  const server = useServer();
  const client = (): ReturnType<typeof clientOf> => clientOf(server.current);
  let staff: StaffClient;
  beforeAll(async () => {
    staff = new StaffClient({ baseUrl: server.current.url });
    await staff.createOperator({ ...LEA, max_chats: 1 });
  });

  /** Waits in the queue while nobody is here. */
  const waiting = async (): Promise<Handoff> => {
    for (const { id } of [MIA, TOM, LEA]) await staff.setPresence(id, 'offline');
    return askForPerson(server.current);
  };

  test('is offered to him alone: others are told to whom, and may decline nothing', async () => {
    const { id } = await waiting();
    await staff.setPresence(TOM.id, 'away');
    const away = await refusalOf(client().offer(id, { operator: MIA, operator_id: TOM.id }));
    expect(away).toMatchObject({ status: 409, code: 'not-present' });
    await staff.updateOperator(TOM.id, { max_chats: 0 });
    await staff.setPresence(TOM.id, 'available');
    const full = await refusalOf(client().offer(id, { operator: MIA, operator_id: TOM.id }));
    expect(full).toMatchObject({ status: 409, code: 'over-capacity' });
    await staff.updateOperator(TOM.id, { max_chats: 5, departments: [] });
    await client().offer(id, { operator: MIA, operator_id: TOM.id });
    expect(await client().readHandoff(id)).toMatchObject({ stage: 'offered', offer: { operator: TOM } });

    const other = await refusalOf(client().accept(id, { operator: MIA }));
    expect(other).toMatchObject({ status: 409, code: 'offered-elsewhere' });
    expect(other.message).toContain(TOM.name);
    expect(await refusalOf(client().decline(id, { operator: MIA }))).toMatchObject({ code: 'not-offered' });
    expect(await client().accept(id, { operator: TOM })).toMatchObject({ stage: 'active', operator: TOM });
  });

  test('declined it waits on in its queue, at its old age', async () => {
    const before = await waiting();
    await staff.updateOperator(TOM.id, { departments: [] });
    await staff.setPresence(TOM.id, 'available');
    await client().offer(before.id, { operator: MIA, operator_id: TOM.id });
    const after = await client().decline(before.id, { operator: TOM });
    expect(after).toMatchObject({ stage: 'queued', offer: null, requested_utc: before.requested_utc });
  });

  test('somebody who is not there at all is named as such', async () => {
    const { id } = await waiting();
    const refusal = await refusalOf(client().offer(id, { operator: MIA, operator_id: 'nobody' }));
    expect(refusal).toMatchObject({ status: 422 });
    expect(refusal.message).toContain('nobody');
  });
});
