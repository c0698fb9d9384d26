import { BatonClient } from '@baton/client';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { MIGRATIONS } from './adapters/postgres/schema.ts';
import type { Context } from './context.ts';
import { HAS_POSTGRES, NO_POSTGRES, TestPostgres } from './testing/postgres/open-postgres-fixture.ts';
import { startWholeServer } from './testing/start-whole-server.ts';
import { TempFolder } from './testing/temp-folder.ts';

const MIA = { id: 'mia', name: 'Mia' };

/** What a next version may do to every table that is written: more columns, an index, a table of its own. */
const NEXT_MIGRATION = `
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_version' LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN of_the_next_version integer DEFAULT 7', name);
  END LOOP;
END $$;
CREATE INDEX session_of_the_next_version ON session (of_the_next_version);
CREATE TABLE of_the_next_version (id text PRIMARY KEY)`;

describe.skipIf(!HAS_POSTGRES)(
  `two versions beside each other${HAS_POSTGRES ? '' : `: ${NO_POSTGRES}`}`,
  () => {
    let postgres: TestPostgres;
    beforeAll(async () => {
      postgres = await TestPostgres.start();
    });
    afterAll(() => postgres[Symbol.asyncDispose]());

    function start(url: string): Promise<Context> {
      const folder = new TempFolder();
      onTestFinished(() => folder[Symbol.dispose]());
      return startWholeServer(url, folder.join('files'));
    }

    async function migrateFurther(url: string, oldest: number): Promise<void> {
      const client = new Client({ connectionString: url });
      await client.connect();
      await client.query(NEXT_MIGRATION);
      await client.query('UPDATE schema_version SET version = $1, oldest = $2', [
        MIGRATIONS.length + 1,
        oldest,
      ]);
      await client.end();
    }

    /** A customer who asks for a person, is served, and is given back. */
    async function serve({ url }: Context): Promise<string[]> {
      const baton = new BatonClient({ baseUrl: url });
      const { id } = await baton.createSession({ agent_id: 'agent' });
      await baton.createEvent(id, { kind: 'message', source: 'customer', message: 'My claim?' });
      const { id: handoffId } = await baton.requestHandoff(id);
      await baton.takeOver(id, { operator: MIA });
      const newest = (await baton.listEvents(id)).at(-1)?.offset ?? -1;
      await baton.reply(handoffId, {
        operator: MIA,
        message: 'It is paid.',
        as: 'operator',
        seen_offset: newest,
      });
      await baton.resolve(handoffId, { operator: MIA, disposition: 'solved' });
      const { stage, journal } = await baton.readHandoff(handoffId);
      return [stage, ...journal.map(({ type }) => type)];
    }

    test('a node goes on while a newer one has migrated the schema, and one of its version still joins it', async () => {
      const url = await postgres.createDatabase();
      const old = await start(url);
      const before = await serve(old);
      expect(before[0]).toBe('resolved');
      await migrateFurther(url, MIGRATIONS.length);
      // Every statement that it has prepared is planned anew.
      expect(await serve(old)).toEqual(before);
      const another = await start(url);
      expect(await serve(another)).toEqual(before);
    }, 60_000);

    test('where nothing of the older version can work, it is not started', async () => {
      const url = await postgres.createDatabase();
      const first = await start(url);
      await first[Symbol.asyncDispose]();
      await migrateFurther(url, MIGRATIONS.length + 1);
      await expect(start(url)).rejects.toThrow(
        `newer version of Baton (schema ${MIGRATIONS.length + 1}, this one knows ${MIGRATIONS.length})`,
      );
    }, 60_000);
  },
);
