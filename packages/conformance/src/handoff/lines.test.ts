import { describe, expect, test } from 'vitest';
import { createSession, handoffType, readLog, say } from '../testing/conversation.ts';
import { KEYED, KEYS, visit } from '../testing/keyed-server.ts';
import { MIA, clientOf, refusalOf } from '../testing/operators.ts';
import { useServer } from '../testing/use-server.ts';

describe('H5.3 the lines handed over', () => {
  const server = useServer();

  const asked = async (): Promise<{ handoff: string; session: string }> => {
    const { wire } = server.current;
    const { id: session } = await createSession(wire);
    await say(wire, session, 'My order 4711-22 has not come, write to kim@exmaple.com');
    const { id: handoff } = await clientOf(server.current).requestHandoff(session);
    return { handoff, session };
  };

  test('can be seen and put right, which is an event of the log and in the package', async () => {
    const { handoff, session } = await asked();
    const client = clientOf(server.current);
    const lines = await client.readLines(handoff);
    const email = lines.find(({ kind }) => kind === 'email');
    expect(email).toMatchObject({ text: 'kim@exmaple.com', before: null });
    const body = { line: email?.line ?? '', value: 'kim@example.com', operator: MIA };
    expect(await client.correctLine(handoff, body)).toContainEqual({
      ...email,
      text: 'kim@example.com',
      before: 'kim@exmaple.com',
    });
    const detail = await client.readHandoff(handoff);
    expect(detail.package.details.map(({ value }) => value)).toContain('kim@example.com');
    expect(detail.package.corrections).toMatchObject([{ by: 'operator', author: MIA }]);
    const told = await readLog(server.current.wire, session);
    expect(told.filter((event) => handoffType(event) === 'handoff.corrected')).toEqual([]);
  });

  test('what is no line of it is refused, and nothing has changed', async () => {
    const { handoff } = await asked();
    const client = clientOf(server.current);
    const before = await client.readLines(handoff);
    for (const [line, value] of [
      ['details/99', 'x'],
      ['evidence', 'x'],
      ['summary', ''],
      ['summary', 'x'.repeat(1001)],
    ] as const) {
      const refusal = await refusalOf(client.correctLine(handoff, { line, value, operator: MIA }));
      expect(refusal.status, `${line} ${value.length}`).toBe(422);
    }
    expect(await client.readLines(handoff)).toEqual(before);
  });
});

describe('H5.3 in the customer’s browser', () => {
  const server = useServer(() => KEYED);

  test('he sees and corrects his own, and nobody else’s; everybody who reads the log learns of it', async () => {
    const [kim, lee] = [await visit(server.current), await visit(server.current)];
    const { id } = kim.session;
    await say(kim.wire, id, 'My policy is HH-20993, call +49 30 1234567');
    await kim.wire.post(`/sessions/${id}/handoff`, {});
    const open = (await kim.wire.get(`/sessions/${id}/handoff`)).json<{ handoff: { id: string } }>();
    const path = `/handoffs/${open.handoff.id}`;
    const { lines } = (await kim.wire.get(`${path}/lines`)).json<{
      lines: { line: string; kind: string }[];
    }>();
    const phone = lines.find(({ kind }) => kind === 'phone');
    expect(JSON.stringify(lines)).not.toContain('threshold');
    const body = { line: phone?.line, value: '+49 30 7654321' };
    expect((await lee.wire.get(`${path}/lines`)).status).toBe(404);
    expect((await lee.wire.post(`${path}/corrections`, body)).status).toBe(404);
    expect((await server.current.wire.post(`${path}/corrections`, body)).status).toBe(401);
    const answer = await kim.wire.post(`${path}/corrections`, body);
    expect(answer.status, `answered ${answer.text}`).toBe(201);
    const event = (await readLog(kim.wire, id)).find((each) => handoffType(each) === 'handoff.corrected');
    expect(event).toMatchObject({
      kind: 'custom',
      source: 'system',
      data: { line: phone?.line, after: '+49 30 7654321' },
    });
    const operator = server.current.wire.as(KEYS.operator);
    const detail = (await operator.get(path)).json<{ package: { corrections: unknown } }>();
    expect(detail.package.corrections).toMatchObject([{ by: 'customer', author: null }]);
  });

  test('a key for programs corrects for the customer, and signs with nobody’s name', async () => {
    const kim = await visit(server.current);
    await say(kim.wire, kim.session.id, 'My policy is HH-20993');
    await kim.wire.post(`/sessions/${kim.session.id}/handoff`, {});
    const open = (await kim.wire.get(`/sessions/${kim.session.id}/handoff`)).json<{
      handoff: { id: string };
    }>();
    const path = `/handoffs/${open.handoff.id}`;
    const program = server.current.wire.as(KEYS.integration);
    const body = { line: 'summary', value: 'Wants his policy', operator: MIA };
    expect((await program.post(`${path}/corrections`, body)).status).toBe(201);
    const detail = (await server.current.wire.as(KEYS.operator).get(path)).json<{
      package: { corrections: unknown };
    }>();
    expect(detail.package.corrections).toMatchObject([{ by: 'customer', author: null }]);
    expect((await program.post(`${path}/notes`, { text: 'x', operator: MIA })).status).toBe(403);
  });
});
