import { OPERATIONS } from '@baton/server/internals';
import { beforeAll, describe, expect, test } from 'vitest';
import { createSession, post } from '../testing/conversation.ts';
import { KEYED, KEYS, MIA, visit } from '../testing/keyed-server.ts';
import type { Visitor } from '../testing/keyed-server.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';
import type { Wire } from '../testing/wire.ts';

const server = useServer(() => KEYED);

/* Who may do what: A admin, O operator, I integration, C the customer in his own session, - nobody known. */
const CUSTOM = { kind: 'custom', source: 'customer', data: 1 };
type Row = readonly [operation: string, roles: string, method: string, path: string, body?: unknown];
const reading = (path: string): Row => ['behaviour.read', 'AOI', 'GET', path];
const writing = (path: string): Row[] => [
  ['behaviour.write', 'AI', 'POST', `/${path}`, {}],
  ['behaviour.write', 'AI', 'DELETE', `/${path}/none`],
];
const REPLY = { shortcut: 'x', title: 'x', text: 'x' };
const TABLE: readonly Row[] = [
  ...['/healthz', '/livez', '/readyz'].map((path) => ['health.read', 'AOIC-', 'GET', path] as const),
  ['docs.read', 'AOIC-', 'GET', '/openapi.json'],
  ['pages.read', 'AOIC-', 'GET', '/chat'],
  ['identity.read', 'AOIC', 'GET', '/identity'],
  ['identity.write', 'AOIC-', 'DELETE', '/identity'],
  ['agents.read', 'AOIC-', 'GET', '/agents'],
  ['agents.read', 'AOIC-', 'GET', `/agents/${AGENT.id}`],
  ['agents.write', 'A', 'POST', '/agents', { name: 'New' }],
  ['agents.write', 'A', 'PATCH', `/agents/${AGENT.id}`, {}],
  ['agents.write', 'A', 'DELETE', '/agents/none'],
  ['customers.read', 'AOI', 'GET', '/customers'],
  ['customers.read', 'AOI', 'GET', '/customers/guest'],
  ['customers.write', 'AI', 'POST', '/customers', { name: 'New' }],
  ['customers.write', 'AI', 'PATCH', '/customers/none', {}],
  ['customers.write', 'AI', 'DELETE', '/customers/none'],
  ['tags.read', 'AOI', 'GET', '/tags'],
  ['tags.read', 'AOI', 'GET', '/tags/none'],
  ['tags.write', 'AI', 'POST', '/tags', {}],
  ['tags.write', 'AI', 'PATCH', '/tags/none', { name: 'x' }],
  ['tags.write', 'AI', 'DELETE', '/tags/none'],
  ['services.read', 'AI', 'GET', '/services'],
  ['services.read', 'AI', 'GET', '/services/none'],
  ['services.write', 'A', 'PUT', '/services/none', {}],
  ['services.write', 'A', 'DELETE', '/services/none'],
  ...['guidelines', 'relationships', 'journeys', 'terms'].map((path) => reading(`/${path}`)),
  ...['context-variables', 'canned_responses', 'capabilities'].map((path) => reading(`/${path}`)),
  ...['guidelines', 'relationships', 'journeys', 'terms'].map((path) => reading(`/${path}/none`)),
  ...['context-variables', 'canned_responses', 'capabilities'].map((path) => reading(`/${path}/none`)),
  reading('/journeys/none/mermaid'),
  reading('/journeys/none/nodes'),
  reading('/journeys/none/nodes/none'),
  reading('/journeys/none/edges'),
  reading('/journeys/none/edges/none'),
  reading('/context-variables/none/key'),
  reading('/evaluations/none'),
  reading('/agents/none/triggers'),
  ['agents.read', 'AOIC-', 'GET', `/agents/${AGENT.id}/widget`],
  // Of operators, leads, which this one is not.
  ['setup.write', 'AI', 'PUT', '/agents/none/widget', {}],
  ['setup.write', 'AI', 'PUT', '/agents/none/triggers', {}],
  ['setup.write', 'AI', 'PATCH', '/agents/none/triggers', {}],
  ...['guidelines', 'relationships', 'journeys', 'terms'].flatMap((path) => writing(path)),
  ...['context-variables', 'canned_responses', 'capabilities'].flatMap((path) => writing(path)),
  ...['guidelines', 'journeys', 'terms', 'context-variables', 'canned_responses', 'capabilities'].map(
    (path) => ['behaviour.write', 'AI', 'PATCH', `/${path}/none`, {}] as const,
  ),
  ['behaviour.write', 'AI', 'DELETE', '/context-variables?tag_id=none'],
  ['behaviour.write', 'AI', 'PUT', '/context-variables/none/key', { data: 1 }],
  ['behaviour.write', 'AI', 'DELETE', '/context-variables/none/key'],
  ...['nodes', 'edges'].flatMap((path) => writing(`journeys/none/${path}`)),
  ['behaviour.write', 'AI', 'PATCH', '/journeys/none/nodes/none', {}],
  ['behaviour.write', 'AI', 'PATCH', '/journeys/none/edges/none', {}],
  ['behaviour.write', 'AI', 'POST', '/evaluations', {}],
  reading('/articles'),
  reading('/articles/none'),
  reading('/articles/search?query=x'),
  ['setup.write', 'AI', 'POST', '/articles', { title: 'x', body: 'x' }],
  ['setup.write', 'AI', 'DELETE', '/articles/none'],
  ['setup.write', 'AI', 'PATCH', '/articles/none', {}],
  ['setup.write', 'AI', 'POST', '/articles/import', { files: [{ path: 'a.md', text: 'x' }] }],
  ['canned-replies.read', 'AOI', 'GET', '/canned-replies'],
  // An operator may when he is a lead, which this one is not.
  ['canned-replies.write', 'AI', 'POST', '/canned-replies', REPLY],
  ['canned-replies.write', 'AI', 'PATCH', '/canned-replies/none', {}],
  ['canned-replies.write', 'AI', 'DELETE', '/canned-replies/none'],
  ['candidates.read', 'AOI', 'GET', '/candidates'],
  [
    'candidates.propose',
    'AO',
    'POST',
    '/candidates',
    { session_id: 'none', answer_offset: 0, kind: 'article' },
  ],
  // An operator may when he is a lead, which this one is not.
  ['candidates.decide', 'A', 'PATCH', '/candidates/none', {}],
  ...['replay', 'approve', 'reject', 'undo'].map(
    (way) => ['candidates.decide', 'A', 'POST', `/candidates/none/${way}`, {}] as const,
  ),
  ['sessions.create', 'AOIC-', 'POST', '/sessions', { agent_id: AGENT.id }],
  ['sessions.list', 'AOI', 'GET', '/sessions'],
  ['sessions.read', 'AOIC', 'GET', '/sessions/:own'],
  ['sessions.read', 'AOI', 'GET', '/sessions/:other'],
  ['sessions.update', 'AOI', 'PATCH', '/sessions/:own', {}],
  ['sessions.delete', 'AI', 'DELETE', '/sessions/none'],
  ['sessions.delete', 'AI', 'DELETE', '/sessions?customer_id=nobody'],
  ['sessions.token', 'AI', 'POST', '/sessions/:own/token'],
  ['events.read', 'AOIC', 'GET', '/sessions/:own/events?wait_for_data=0'],
  ['events.read', 'AOI', 'GET', '/sessions/:other/events?wait_for_data=0'],
  ['events.read', 'AOIC', 'GET', '/sessions/:own/events?wait_for_data=0&sse=true'],
  ['events.read', 'AOI', 'GET', '/sessions/:other/events?wait_for_data=0&sse=true'],
  ['events.read', 'AOIC', 'GET', '/sessions/:own/events/:event'],
  ['events.read', 'AOI', 'GET', '/sessions/:other/events/:event'],
  ['events.create', 'AOIC', 'POST', '/sessions/:own/events', CUSTOM],
  ['events.create', 'AOI', 'POST', '/sessions/:other/events', CUSTOM],
  ['events.update', 'AI', 'PATCH', '/sessions/:own/events/:event', {}],
  ['events.delete', 'AI', 'DELETE', '/sessions/:own/events?min_offset=1000'],
  ['traces.read', 'AOI', 'GET', '/sessions/:own/traces'],
  ['traces.read', 'AOI', 'GET', '/sessions/:other/traces/none'],
  ['handoffs.request', 'AOIC', 'POST', '/sessions/:own/handoff', {}],
  ['handoffs.request', 'AOI', 'POST', '/sessions/:other/handoff', {}],
  ['handoffs.follow', 'AOIC', 'GET', '/sessions/:own/handoff'],
  ['handoffs.follow', 'AOI', 'GET', '/sessions/:other/handoff'],
  ['handoffs.read', 'AOI', 'GET', '/handoffs'],
  ['handoffs.read', 'AOI', 'GET', '/handoffs/none'],
  ['handoffs.work', 'AO', 'POST', '/sessions/none/takeover', {}],
  ['handoffs.work', 'AO', 'POST', '/handoffs/none/accept', {}],
  ['handoffs.work', 'AO', 'POST', '/handoffs/none/notes', { text: 'x' }],
  ['handoffs.work', 'AO', 'POST', '/handoffs/none/resolve', { disposition: 'x' }],
  ['handoffs.work', 'AO', 'POST', '/handoffs/none/return', {}],
  [
    'handoffs.work',
    'AO',
    'POST',
    '/handoffs/none/messages',
    { message: 'x', as: 'operator', seen_offset: -1 },
  ],
  ['handoffs.choose', 'AOIC', 'POST', '/handoffs/none/withdraw', {}],
  ['handoffs.choose', 'AOIC', 'POST', '/handoffs/none/callback', { address: '+49 1' }],
  ['handoffs.choose', 'AOIC', 'POST', '/handoffs/none/email', { address: 'a@b.c' }],
  ['staff.read', 'AOI', 'GET', '/departments'],
  ['staff.read', 'AOI', 'GET', '/departments/none'],
  ['staff.read', 'AOI', 'GET', '/departments/status'],
  ['staff.read', 'AOI', 'GET', '/departments/none/status'],
  ['follow-ups.read', 'AOI', 'GET', '/follow-ups'],
  ['follow-ups.work', 'AO', 'POST', '/follow-ups/none/claim', {}],
  ['follow-ups.work', 'AO', 'POST', '/follow-ups/none/done', {}],
  ['follow-ups.work', 'AO', 'POST', '/follow-ups/none/cancel', {}],
  ['staff.read', 'AOI', 'GET', '/operators'],
  ['staff.read', 'AOI', 'GET', '/operators/none'],
  ['staff.read', 'AOI', 'GET', '/operators/none/presence'],
  // An operator may when he is a lead, which this one is not.
  ...['departments', 'operators'].flatMap((path): Row[] => [
    ['staff.write', 'A', 'POST', `/${path}`, { name: 'New' }],
    ['staff.write', 'A', 'PATCH', `/${path}/none`, {}],
    ['staff.write', 'A', 'DELETE', `/${path}/none`],
  ]),
  ['presence.write', 'AO', 'PUT', '/operators/me/presence', { status: 'away' }],
  ['presence.write', 'A', 'PUT', '/operators/none/presence', { status: 'away' }],
  ['presence.write', 'AO', 'POST', '/operators/me/heartbeat'],
  ['presence.write', 'A', 'POST', '/operators/none/heartbeat'],
  // An operator may read what is of all when he is a lead, which this one is not.
  ['analytics.read', 'AI', 'GET', '/analytics/summary'],
  ['analytics.read', 'AI', 'GET', '/analytics/groups?group=operator'],
  ['analytics.read', 'AI', 'GET', '/analytics/series?step=day'],
  ['analytics.read', 'AOI', 'GET', `/analytics/summary?operator=${MIA.id}`],
  ['stream.read', 'AO', 'GET', '/stream'],
];

const ROLES = [
  ['A', 'an admin'],
  ['O', 'an operator'],
  ['I', 'an integration'],
  ['C', 'a customer'],
  ['-', 'nobody known'],
] as const;

let visitor: Visitor;
let other: string;
let eventId: string;
beforeAll(async () => {
  visitor = await visit(server.current);
  const admin = server.current.wire.as(KEYS.admin);
  other = (await createSession(admin)).id;
  eventId = (await post(admin, visitor.session.id, { kind: 'custom', source: 'system', data: 1 })).id;
});

function wireOf(role: string): Wire {
  const { wire } = server.current;
  switch (role) {
    case 'A':
      return wire.as(KEYS.admin);
    case 'O':
      return wire.as(KEYS.operator);
    case 'I':
      return wire.as(KEYS.integration);
    case 'C':
      return wire.as(visitor.token);
    default:
      return wire;
  }
}

/** Status of the answer; what follows the head of a stream is not read. */
async function statusOf(wire: Wire, method: string, path: string, body: unknown): Promise<number> {
  const abort = new AbortController();
  const target = path.replace(':own', visitor.session.id).replace(':other', other).replace(':event', eventId);
  const response = await wire.open(method, target, body, {}, abort.signal);
  abort.abort();
  return response.status;
}

describe.each(ROLES)('operations of %s (%s)', (letter) => {
  test.each(TABLE)('W6 %s (%s): %s %s', async (...row: unknown[]) => {
    const [, roles, method, path, body] = row as unknown as Row;
    const status = await statusOf(wireOf(letter), method, path, body);
    if (roles.includes(letter)) expect([401, 403]).not.toContain(status);
    else expect(status).toBe(letter === '-' ? 401 : 403);
  });
});

test('W6 the table covers every operation', () => {
  expect([...new Set(TABLE.map(([operation]) => operation))].toSorted()).toEqual(
    Object.keys(OPERATIONS).toSorted(),
  );
});
