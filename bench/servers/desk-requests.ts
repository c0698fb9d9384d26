import type { Target } from './start-target.ts';

/** Operators who are here, with room for so many chats. */
export async function hire(
  target: Pick<Target, 'port'>,
  ids: readonly string[],
  capacity: number,
): Promise<void> {
  // None of them passes unanswered while a queue is filled.
  await send(target, 'PATCH', '/departments/support', { policy: { offer_seconds: 3600 } });
  for (const id of ids) {
    await send(target, 'POST', '/operators', { id, name: `Operator ${id}`, max_chats: capacity });
    await send(target, 'PUT', `/operators/${id}/presence`, { status: 'available' });
  }
}

/** Gives the sessions with these events to the operators, in turn. */
export async function takeOver(
  target: Pick<Target, 'port'>,
  paths: readonly string[],
  operators: readonly string[],
): Promise<void> {
  for (const [index, path] of paths.entries()) {
    const id = operators[index % operators.length] ?? '';
    await send(target, 'POST', path.replace('/events', '/takeover'), {
      operator: { id, name: `Operator ${id}` },
    });
  }
}

/** Throws when it is not answered with success. */
export async function send(
  { port }: Pick<Target, 'port'>,
  method: string,
  path: string,
  body: object,
): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}
