import type { Attachment, MessageData, SessionEvent } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { createSession, post, readLog } from '../testing/conversation.ts';
import { KEYED, KEYS, visit } from '../testing/keyed-server.ts';
import { MIA, clientOf, heldBy, newestOffset } from '../testing/operators.ts';
import { useServer } from '../testing/use-server.ts';
import { PDF, PNG, read, send, upload } from './files.ts';

const keyed = useServer(() => KEYED);
const open = useServer();
const said = (event: SessionEvent): MessageData => event.data as unknown as MessageData;

describe('a message with files', () => {
  test('C23 carries them in its data, and their names as its text where nothing was written', async () => {
    const { wire, session } = await visit(keyed.current);
    const photo = await upload(wire, session.id);
    const bill = await upload(wire, session.id, PDF, 'bill.pdf');
    const message = await post(wire, session.id, {
      kind: 'message',
      source: 'customer',
      attachments: [photo.id, bill.id],
    });
    expect(photo).toMatchObject({ name: 'photo.png', type: 'image/png', size: PNG.length, by: 'customer' });
    expect(said(message)).toMatchObject({ message: 'photo.png, bill.pdf', attachments: [photo, bill] });
    const [first] = await readLog(wire, session.id, '&kinds=message');
    expect(said(first!).attachments).toEqual([photo, bill]);
  });

  test('keeps what was written with them', async () => {
    const { wire, session } = await visit(keyed.current);
    const { id } = await upload(wire, session.id);
    const body = { kind: 'message', source: 'customer', message: 'Look at this', attachments: [id] };
    expect(said(await post(wire, session.id, body)).message).toBe('Look at this');
  });

  test('H8.1 an operator sends them under his name and on behalf of the AI', async () => {
    const server = open.current;
    const handoff = await heldBy(server, MIA);
    for (const as of ['operator', 'ai'] as const) {
      const { id } = await upload(server.wire, handoff.session_id, PDF, 'form.pdf');
      const seen_offset = await newestOffset(server, handoff.session_id);
      const event = await clientOf(server).reply(handoff.id, {
        operator: MIA,
        message: '',
        as,
        seen_offset,
        attachments: [id],
      });
      expect(said(event)).toMatchObject({ message: 'form.pdf', attachments: [{ id, by: 'company' }] });
    }
  });

  test('of another session, of the company or unknown is refused, and nothing is said', async () => {
    const mine = await visit(keyed.current);
    const other = await visit(keyed.current);
    const company = keyed.current.wire.as(KEYS.operator);
    const ids = [
      (await upload(other.wire, other.session.id)).id,
      (await upload(company, mine.session.id)).id,
      'a'.repeat(32),
      '../../etc/passwd',
    ];
    for (const id of ids) {
      const path = `/sessions/${mine.session.id}/events`;
      const body = { kind: 'message', source: 'customer', message: 'x', attachments: [id] };
      expect((await mine.wire.post(path, body)).status).toBe(422);
    }
    expect(await readLog(mine.wire, mine.session.id, '&kinds=message')).toEqual([]);
  });

  test('H1.3 is stored once when it is sent again with its key', async () => {
    const { wire, session } = await visit(keyed.current);
    const { id } = await upload(wire, session.id);
    const again = (): Promise<SessionEvent> =>
      wire
        .post(
          `/sessions/${session.id}/events`,
          { kind: 'message', source: 'customer', attachments: [id] },
          { 'idempotency-key': 'k' },
        )
        .then((answer) => answer.json<SessionEvent>());
    expect((await again()).offset).toBe((await again()).offset);
  });
});

describe('who may read a file', () => {
  const pathOf = (sessionId: string, { id }: Attachment): string =>
    `/sessions/${sessionId}/attachments/${id}`;

  test('a customer his own at once, those of the company once a message names them', async () => {
    const { wire, session } = await visit(keyed.current);
    const company = keyed.current.wire.as(KEYS.operator);
    const own = await upload(wire, session.id);
    const theirs = await upload(company, session.id, PDF, 'offer.pdf');
    expect((await read(wire, pathOf(session.id, own))).bytes).toEqual(Buffer.from(PNG));
    expect((await read(wire, pathOf(session.id, theirs))).status).toBe(404);
    expect((await read(company, pathOf(session.id, theirs))).status).toBe(200);
    await post(keyed.current.wire.as(KEYS.admin), session.id, {
      kind: 'message',
      source: 'human_agent_on_behalf_of_ai_agent',
      attachments: [theirs.id],
    });
    expect((await read(wire, pathOf(session.id, theirs))).bytes).toEqual(Buffer.from(PDF));
  });

  test('nobody sends one to an agent that takes none; operators may', async () => {
    const admin = keyed.current.wire.as(KEYS.admin);
    const { wire, session } = await visit(keyed.current);
    const setting = '/agents/ava/widget';
    expect((await admin.send('PUT', setting, { attachments: false })).status).toBe(200);
    expect((await send(wire, session.id, PNG, 'a.png')).status).toBe(403);
    await upload(keyed.current.wire.as(KEYS.operator), session.id);
    expect((await admin.send('PUT', setting, {})).status).toBe(200);
    await upload(wire, session.id);
  });

  test('nobody by way of another session, and no stranger', async () => {
    const mine = await visit(keyed.current);
    const other = await visit(keyed.current);
    const file = await upload(mine.wire, mine.session.id);
    expect((await read(other.wire, pathOf(mine.session.id, file))).status).toBe(401);
    expect((await read(other.wire, pathOf(other.session.id, file))).status).toBe(404);
    expect((await read(keyed.current.wire, pathOf(mine.session.id, file))).status).toBe(401);
    expect((await upload(mine.wire, mine.session.id)).id).not.toBe(file.id);
  });

  test('nobody once its message or its session is deleted', async () => {
    const admin = keyed.current.wire.as(KEYS.admin);
    const { id } = await createSession(admin);
    const kept = await upload(admin, id, PDF, 'kept.pdf');
    const gone = await upload(admin, id);
    await post(admin, id, { kind: 'message', source: 'customer', attachments: [kept.id] });
    const { offset } = await post(admin, id, { kind: 'message', source: 'customer', attachments: [gone.id] });
    expect((await admin.delete(`/sessions/${id}/events?min_offset=${offset}`)).status).toBe(204);
    expect((await read(admin, pathOf(id, gone))).status).toBe(404);
    expect((await read(admin, pathOf(id, kept))).status).toBe(200);
    expect((await admin.delete(`/sessions/${id}`)).status).toBe(204);
    expect((await read(admin, pathOf(id, kept))).status).toBe(404);
  });
});
