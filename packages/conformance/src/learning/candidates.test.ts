import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BehaviourClient, KnowledgeClient } from '@baton/client';
import type { Candidate, CandidateKind, MessageData, ProposeCandidate, Session } from '@baton/protocol';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { accepted, createSession, post, say, turnsEnded } from '../testing/conversation.ts';
import { expectClean } from '../testing/expect-refused.ts';
import { KEYED, KEYS, MIA, TOM } from '../testing/keyed-server.ts';
import { AGENT, TestServer } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';
import type { Wire } from '../testing/wire.ts';

/** With the engine that is there without a model. */
const REAL = { ...KEYED, internals: { stages: undefined as never } };
const server = useServer(() => REAL);
const client = (token: string): KnowledgeClient =>
  new KnowledgeClient({ baseUrl: server.current.url, token });
const behaviour = (): BehaviourClient =>
  new BehaviourClient({ baseUrl: server.current.url, token: KEYS.admin });
const admin = (): Wire => server.current.wire.as(KEYS.admin);
const QUESTION = 'Hello, I am Anna Keller. Can I pause my dental plan while I am abroad?';
const ANSWER =
  'Hi Anna, yes: you can pause your dental plan for up to three months while you are abroad. Kind regards, Mia';

/** Tom leads, Mia does not. */
beforeAll(async () => {
  await makeTomLead(admin());
});
afterEach(async () => {
  await admin().delete('/sessions?customer_id=guest');
  for (const { id } of await client(KEYS.admin).listArticles()) await client(KEYS.admin).deleteArticle(id);
});

async function makeTomLead(wire: Wire): Promise<void> {
  for (const operator of [TOM, MIA]) {
    const body = { ...operator, lead: operator.id === TOM.id };
    const made = await wire.post('/operators', body);
    if (made.status !== 201)
      accepted(await wire.patch(`/operators/${operator.id}`, { lead: body.lead }), 200);
  }
}

/** A conversation that a person answered; the offset of the answer. */
async function answered(
  question: string = QUESTION,
  answer: string = ANSWER,
  wire: Wire = admin(),
): Promise<{ session: Session; offset: number }> {
  const session = await createSession(wire);
  accepted(await wire.patch(`/sessions/${session.id}`, { mode: 'manual' }), 200);
  await say(wire, session.id, question);
  const message = { kind: 'message', source: 'human_agent', message: answer, participant: named(MIA) };
  const { offset } = await post(wire, session.id, message);
  return { session, offset };
}

function named({ id, name }: { id: string; name: string }): object {
  return { id, display_name: name };
}

async function propose(
  kind: CandidateKind = 'article',
  over: Partial<ProposeCandidate> = {},
  token: string = KEYS.operator,
): Promise<Candidate> {
  const { session, offset } = await answered();
  return client(token).proposeCandidate({ session_id: session.id, answer_offset: offset, kind, ...over });
}

/** What the AI says to a new customer. */
async function answerOf(text: string): Promise<MessageData> {
  const session = await createSession(admin());
  await say(admin(), session.id, text);
  const log = await turnsEnded(admin(), session.id);
  const said = log.find(({ kind, source }) => kind === 'message' && source === 'ai_agent');
  return said?.data as unknown as MessageData;
}

describe('a proposal', () => {
  test('holds the question and the answer, without what is about this customer alone', async () => {
    const { session, offset } = await answered();
    const candidate = await client(KEYS.operator).proposeCandidate({
      session_id: session.id,
      answer_offset: offset,
      kind: 'article',
    });
    expect(candidate).toMatchObject({
      kind: 'article',
      state: 'proposed',
      agent_id: AGENT.id,
      content: {
        title: 'Can I pause my dental plan while I am abroad?',
        text: 'Yes: you can pause your dental plan for up to three months while you are abroad.',
      },
      source: { session_id: session.id, answer_offset: offset, question: QUESTION, answer: ANSWER },
      proposed_by: MIA,
      decided_by: null,
      made_id: null,
    });
    expect(candidate.source.question_offset).toBeLessThan(offset);
  });

  test('of the same answer as the same kind is the one that is there, also for two at once', async () => {
    const { session, offset } = await answered();
    const body = { session_id: session.id, answer_offset: offset, kind: 'article' } as const;
    const [first, again] = await Promise.all([
      client(KEYS.operator).proposeCandidate(body),
      client(KEYS.colleague).proposeCandidate(body),
    ]);
    expect(again).toEqual(first);
    const other = await client(KEYS.operator).proposeCandidate({ ...body, kind: 'guideline' });
    expect(other.id).not.toBe(first.id);
    await client(KEYS.colleague).rejectCandidate(first.id);
    expect((await client(KEYS.operator).proposeCandidate(body)).id).not.toBe(first.id);
  });

  test('is listed, newest first, by state and agent', async () => {
    const first = await propose();
    const second = await propose('guideline');
    await client(KEYS.colleague).rejectCandidate(first.id);
    const ids = async (query: object): Promise<string[]> =>
      (await client(KEYS.operator).listCandidates(query)).map(({ id }) => id);
    expect(await ids({})).toEqual([second.id, first.id]);
    expect(await ids({ state: 'proposed' })).toEqual([second.id]);
    expect(await ids({ agent_id: 'other' })).toEqual([]);
  });

  test('is made of a person’s message alone, in a session that is there', async () => {
    const { session, offset } = await answered();
    const refused = async (body: object): Promise<[number, unknown]> => {
      const answer = await admin().post('/candidates', { kind: 'article', operator: MIA, ...body });
      expectClean(answer.text);
      return [answer.status, answer.detail];
    };
    expect(await refused({ session_id: 'none', answer_offset: 0 })).toEqual([
      404,
      "Session not found (id='none')",
    ]);
    for (const wrong of [offset - 1, offset + 50])
      expect((await refused({ session_id: session.id, answer_offset: wrong }))[0]).toBe(422);
    for (const [kind, content] of [
      ['article', { title: ' ', text: 'x' }],
      ['article', { title: 'x'.repeat(301), text: 'x' }],
      ['guideline', { title: 'x', text: 'x'.repeat(10_001) }],
      ['poem', undefined],
    ] as const)
      expect((await refused({ session_id: session.id, answer_offset: offset, kind, content }))[0]).toBe(422);
  });
});

describe('a lead decides', () => {
  test('and an operator who is no lead, and an integration, do not', async () => {
    const { id } = await propose();
    for (const token of [KEYS.operator, KEYS.integration]) {
      const other = client(token);
      for (const act of [
        () => other.updateCandidate(id, {}),
        () => other.replayCandidate(id),
        () => other.approveCandidate(id),
        () => other.rejectCandidate(id),
        () => other.undoCandidate(id),
      ])
        await expect(act()).rejects.toMatchObject({ status: 403 });
    }
    expect(await client(KEYS.operator).listCandidates()).toMatchObject([{ state: 'proposed' }]);
  });

  test('an approved article is what the AI answers from and cites, until it is taken back', async () => {
    const question = 'can I pause my dental plan while abroad';
    const { id } = await propose();
    expect((await answerOf(question)).citations).toBeUndefined();
    const approved = await client(KEYS.colleague).approveCandidate(id);
    expect(approved).toMatchObject({ state: 'approved', decided_by: TOM, decided_utc: expect.any(String) });
    const article = await client(KEYS.operator).readArticle(approved.made_id ?? '');
    expect(article).toMatchObject({ body: approved.content.text, tags: [`agent:${AGENT.id}`] });
    const said = await answerOf(question);
    expect(said.message).toContain('up to three months');
    expect(said.citations).toEqual([{ article_id: article.id, title: article.title, url: null }]);
    const undone = await client(KEYS.colleague).undoCandidate(id);
    expect(undone).toMatchObject({ state: 'undone', made_id: null });
    expect(await client(KEYS.admin).listArticles()).toEqual([]);
    expect((await answerOf(question)).citations).toBeUndefined();
  });

  test('an approved guideline is followed, and an approved canned response is there', async () => {
    const guideline = await propose('guideline');
    expect(guideline.content.title).toBe('The customer asks: Can I pause my dental plan while I am abroad?');
    const made = await client(KEYS.colleague).approveCandidate(guideline.id);
    expect((await answerOf('Can I pause my dental plan while I am abroad?')).message).toContain(
      'three months',
    );
    const { guidelines, cannedResponses } = behaviour();
    expect((await guidelines.read(made.made_id ?? '')).guideline.metadata).toEqual({
      candidate_id: guideline.id,
    });
    const canned = await propose('canned_response');
    await client(KEYS.colleague).approveCandidate(canned.id);
    const [response] = await cannedResponses.list();
    expect(response).toMatchObject({ value: canned.content.text, signals: [canned.content.title] });
    for (const { id } of [guideline, canned]) await client(KEYS.colleague).undoCandidate(id);
    expect(await guidelines.list()).toEqual([]);
    expect(await cannedResponses.list()).toEqual([]);
  });

  test('changes it before, not after', async () => {
    const { id } = await propose();
    const content = { title: 'Pausing', text: 'Three months.' };
    expect(await client(KEYS.colleague).updateCandidate(id, { kind: 'guideline', content })).toMatchObject({
      kind: 'guideline',
      content,
    });
    await client(KEYS.colleague).rejectCandidate(id);
    await expect(client(KEYS.colleague).updateCandidate(id, { content })).rejects.toMatchObject({
      status: 409,
      code: 'already-decided',
      message: 'It has been rejected by Tom.',
    });
  });

  test('once: of several at the same time one comes first, and one thing is made', async () => {
    const { id } = await propose();
    const outcomes = await Promise.allSettled([
      client(KEYS.colleague).approveCandidate(id),
      client(KEYS.colleague).approveCandidate(id),
      client(KEYS.colleague).rejectCandidate(id),
      client(KEYS.admin).approveCandidate(id, { operator: MIA }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ status: 409, code: 'already-decided' });
    }
    expect(await client(KEYS.admin).listArticles()).toHaveLength(1);
    expect(await client(KEYS.operator).listCandidates({ state: 'approved' })).toHaveLength(1);
  });

  test('what was changed by hand since is not taken back', async () => {
    const { id } = await propose();
    const { made_id: made } = await client(KEYS.colleague).approveCandidate(id);
    await client(KEYS.admin).updateArticle(made ?? '', { title: 'By hand' });
    await expect(client(KEYS.colleague).undoCandidate(id)).rejects.toMatchObject({
      status: 409,
      code: 'changed-since',
      message: expect.stringContaining(made ?? 'none'),
    });
    expect(await client(KEYS.admin).readArticle(made ?? '')).toMatchObject({ title: 'By hand' });
    await client(KEYS.admin).deleteArticle(made ?? '');
    expect(await client(KEYS.colleague).undoCandidate(id)).toMatchObject({ state: 'undone' });
  });

  test('an admin names who acts; what is not there is a 404', async () => {
    const { id } = await propose();
    await expect(client(KEYS.admin).approveCandidate(id)).rejects.toMatchObject({ status: 422 });
    await expect(client(KEYS.colleague).approveCandidate('none')).rejects.toMatchObject({ status: 404 });
    await expect(client(KEYS.colleague).undoCandidate(id)).rejects.toMatchObject({ status: 422 });
  });
});

describe('a replay', () => {
  /** Asked in the past, and answered by nobody who knew. */
  async function asked(...questions: string[]): Promise<void> {
    for (const question of questions) {
      const session = await createSession(admin());
      accepted(await admin().patch(`/sessions/${session.id}`, { mode: 'manual' }), 200);
      await say(admin(), session.id, question);
    }
  }
  const PAUSE = 'is it possible to pause the dental plan during a stay abroad';
  const OTHER = 'where do I find the invoice of last month';

  test('of an article tells which past questions it would answer, and changes nothing', async () => {
    await asked(PAUSE, OTHER, 'thanks');
    const { id } = await propose();
    const replay = await client(KEYS.colleague).replayCandidate(id);
    expect(replay).toMatchObject({ questions: 2, changed: 1 });
    expect(replay.examples[0]).toMatchObject({
      question: PAUSE,
      before: null,
      after: expect.stringContaining('three months'),
      changed: true,
    });
    expect(await client(KEYS.admin).listArticles()).toEqual([]);
  });

  test('tells where another article has answered before', async () => {
    await asked(PAUSE);
    const old = { title: 'Pausing the dental plan during a stay abroad', body: 'It cannot be paused.' };
    await client(KEYS.admin).createArticle(old);
    const content = {
      title: 'Is it possible to pause the dental plan during a stay abroad?',
      text: 'It can.',
    };
    const { id } = await propose('article', { content });
    const { examples } = await client(KEYS.colleague).replayCandidate(id);
    expect(examples[0]).toMatchObject({
      before: `${old.title}: ${old.body}`,
      after: `${content.title}: ${content.text}`,
    });
  });

  test('of a guideline tells where it would be followed, of a canned response where it would be said', async () => {
    await asked('Can I pause my dental plan while I am abroad?', OTHER);
    const guideline = await propose('guideline');
    const followed = await client(KEYS.colleague).replayCandidate(guideline.id);
    expect(followed).toMatchObject({ questions: 2, changed: 1 });
    expect(followed.examples[0]?.after).toContain('three months');
    const canned = await propose('canned_response');
    // A free agent says none.
    expect(await client(KEYS.colleague).replayCandidate(canned.id)).toMatchObject({ changed: 0 });
    await admin().patch(`/agents/${AGENT.id}`, { composition_mode: 'strict_canned' });
    const said = await client(KEYS.colleague).replayCandidate(canned.id);
    expect(said.examples[0]).toMatchObject({ changed: true, after: canned.content.text });
    await admin().patch(`/agents/${AGENT.id}`, { composition_mode: 'fluid' });
  });

  test('comes one at a time, and of many at once some are asked to wait', async () => {
    await asked(PAUSE);
    const { id } = await propose();
    const { app } = server.current.context;
    const { articleSearch } = app;
    const gate = Promise.withResolvers<void>();
    let searching = 0;
    const held = {
      search: () => Promise.resolve([]),
      prepare: async () => {
        searching += 1;
        await gate.promise;
      },
    };
    Object.assign(app, { articleSearch: held });
    try {
      const refused: unknown[] = [];
      const outcomes = Array.from({ length: 6 }, () =>
        client(KEYS.colleague)
          .replayCandidate(id)
          .catch((error: unknown) => {
            refused.push(error);
            return null;
          }),
      );
      await vi.waitFor(() => expect(refused).toHaveLength(2));
      for (const error of refused) expect(error).toMatchObject({ status: 429, code: 'rate-limited' });
      expect(searching).toBe(1);
      gate.resolve();
      expect((await Promise.all(outcomes)).filter((replay) => replay !== null)).toHaveLength(4);
    } finally {
      Object.assign(app, { articleSearch });
    }
  });
});

test('what was said is forgotten with its session; what the AI has learnt stays', async () => {
  const waiting = await propose();
  const learnt = await propose('guideline');
  await client(KEYS.colleague).approveCandidate(learnt.id);
  for (const { source } of [waiting, learnt]) await admin().delete(`/sessions/${source.session_id}`);
  const left = await client(KEYS.operator).listCandidates();
  expect(left.filter(({ id }) => id === learnt.id || id === waiting.id)).toMatchObject([
    { id: learnt.id, source: { question: '', answer: '' } },
  ]);
  expect(await client(KEYS.colleague).undoCandidate(learnt.id)).toMatchObject({ state: 'undone' });
});

test('what is proposed goes with the events that it quotes, and before its session does', async () => {
  const proposed = async (): Promise<number> =>
    (await client(KEYS.operator).listCandidates({ state: 'proposed' })).length;
  const { source } = await propose();
  const from = source.question_offset ?? 0;
  const answer = await admin().delete(`/sessions/${source.session_id}/events?min_offset=${from}`);
  expect(answer.status).toBe(204);
  expect(await proposed()).toBe(0);
  const other = await propose();
  const { sessions } = server.current.context.app;
  const deleteSessions = sessions.deleteSessions.bind(sessions);
  // Should the server die here, nothing quotes what it has deleted.
  const left: number[] = [];
  const watched = vi.spyOn(sessions, 'deleteSessions').mockImplementation(async (ids) => {
    left.push(await proposed());
    return deleteSessions(ids);
  });
  await admin().delete(`/sessions/${other.source.session_id}`);
  watched.mockRestore();
  expect(left).toEqual([0]);
});

test('candidates go on as they are after a restart, and with them what came of them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-learning-'));
  const database = join(folder, 'baton.db');
  try {
    let approved: Candidate;
    let waiting: Candidate;
    {
      await using first = await TestServer.start({ ...REAL, database });
      const wire = first.wire.as(KEYS.admin);
      await makeTomLead(wire);
      const own = new KnowledgeClient({ baseUrl: first.url, token: KEYS.colleague });
      const proposed: Candidate[] = [];
      for (const kind of ['article', 'guideline'] as const) {
        const { session, offset } = await answered(QUESTION, ANSWER, wire);
        proposed.push(await own.proposeCandidate({ session_id: session.id, answer_offset: offset, kind }));
      }
      approved = await own.approveCandidate(proposed[0]?.id ?? '');
      waiting = proposed[1] ?? approved;
    }
    await using second = await TestServer.start({ ...REAL, database });
    const own = new KnowledgeClient({ baseUrl: second.url, token: KEYS.colleague });
    expect(await own.listCandidates()).toEqual([waiting, approved]);
    await expect(own.approveCandidate(approved.id)).rejects.toMatchObject({ code: 'already-decided' });
    await own.approveCandidate(waiting.id);
    await own.undoCandidate(approved.id);
    expect(await own.listArticles()).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

describe('with a language model', () => {
  const written = {
    title: 'Can a dental plan be paused?',
    text: 'A dental plan can be paused for three months.',
  };
  async function proposedWith(contentWriter: object): Promise<Candidate> {
    const { app } = server.current.context;
    Object.assign(app, { contentWriter });
    try {
      return await propose();
    } finally {
      Object.assign(app, { contentWriter: undefined });
    }
  }

  test('a proposal is put in words for every customer', async () => {
    expect(await proposedWith({ write: async () => written })).toMatchObject({ content: written });
  });

  test('nothing is proposed of a session that is deleted while it is written', async () => {
    const { session, offset } = await answered();
    const write = async (): Promise<object> => {
      await admin().delete(`/sessions/${session.id}`);
      return written;
    };
    const { app } = server.current.context;
    Object.assign(app, { contentWriter: { write } });
    try {
      const body = { session_id: session.id, answer_offset: offset, kind: 'article' } as const;
      await expect(client(KEYS.operator).proposeCandidate(body)).rejects.toMatchObject({ status: 404 });
    } finally {
      Object.assign(app, { contentWriter: undefined });
    }
    const left = await client(KEYS.operator).listCandidates();
    expect(left.filter(({ source }) => source.session_id === session.id)).toEqual([]);
  });

  test('that fails, or writes what cannot be learnt, it stays as the person said it', async () => {
    for (const write of [
      () => Promise.reject(new Error('down')),
      async () => ({ ...written, title: 'x'.repeat(400) }),
    ]) {
      const { content } = await proposedWith({ write });
      expect(content.text).toBe(
        'Yes: you can pause your dental plan for up to three months while you are abroad.',
      );
    }
  });
});
