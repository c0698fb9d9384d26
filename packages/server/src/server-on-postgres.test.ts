import { AnalyticsClient, AssistClient, AttachmentClient, BatonClient, KnowledgeClient } from '@baton/client';
import type { ConnectionOptions } from '@baton/client';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { HAS_POSTGRES, NO_POSTGRES, TestPostgres } from './testing/postgres/open-postgres-fixture.ts';
import { startWholeServer } from './testing/start-whole-server.ts';
import { TempFolder } from './testing/temp-folder.ts';

const MIA = { id: 'mia', name: 'Mia' };

describe.skipIf(!HAS_POSTGRES)(`a server on PostgreSQL${HAS_POSTGRES ? '' : `: ${NO_POSTGRES}`}`, () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await TestPostgres.start();
  });
  afterAll(() => postgres[Symbol.asyncDispose]());

  function folder(): string {
    const temporary = new TempFolder();
    onTestFinished(() => temporary[Symbol.dispose]());
    return temporary.join('files');
  }

  test('H1.2 carries a conversation from the first word to the report, and has all of it after a restart', async () => {
    const url = await postgres.createDatabase();
    const files = folder();
    const first = await startWholeServer(url, files);
    const connection: ConnectionOptions = { baseUrl: first.url };
    const baton = new BatonClient(connection);
    const { id } = await baton.createSession({ agent_id: 'agent' });
    const { id: fileId } = await new AttachmentClient(connection).upload(
      id,
      new Blob(['my letter']),
      'a.txt',
    );
    await baton.createEvent(id, {
      kind: 'message',
      source: 'customer',
      message: 'My claim?',
      attachments: [fileId],
    });
    const { id: handoffId } = await baton.requestHandoff(id);
    await baton.takeOver(id, { operator: MIA });
    const log = await baton.listEvents(id);
    const newest = log.at(-1)?.offset ?? -1;
    await baton.reply(handoffId, {
      operator: MIA,
      message: 'It is paid.',
      as: 'operator',
      seen_offset: newest,
    });
    await new KnowledgeClient(connection).createArticle({ title: 'Claims', body: 'They are paid.' });
    await new AssistClient(connection).readAssist(handoffId);
    await baton.resolve(handoffId, { operator: MIA, disposition: 'solved', outcome: 'Paid on Monday.' });
    const { measures } = await new AnalyticsClient(connection).summary();
    expect(measures).toMatchObject({ sessions: 1, handoffs: 1, resolved: { count: 1, of: 1 } });
    const before = await baton.listEvents(id);
    const { journal } = await baton.readHandoff(handoffId);
    await first[Symbol.asyncDispose]();

    const second = await startWholeServer(url, files);
    const again = new BatonClient({ baseUrl: second.url });
    expect((await again.listEvents(id)).slice(0, before.length)).toEqual(before);
    expect((await again.readHandoff(handoffId)).journal).toEqual(journal);
    const file = await fetch(new AttachmentClient({ baseUrl: second.url }).url(id, fileId));
    expect(await file.text()).toBe('my letter');
    expect(await new KnowledgeClient({ baseUrl: second.url }).listArticles()).toHaveLength(1);
  });

  test('a database that is not there is named without its password', async () => {
    const refused = startWholeServer('postgres://mia:secret@127.0.0.1:1/none', folder());
    await expect(refused).rejects.toThrow(
      /^BATON_DATABASE: postgres:\/\/mia:\*+@127\.0\.0\.1:1\/none cannot be used/,
    );
    await expect(refused).rejects.not.toThrow('secret');
  });
});
