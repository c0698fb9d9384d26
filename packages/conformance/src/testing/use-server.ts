import { afterAll, beforeAll } from 'vitest';
import { TestServer } from './start-server.ts';
import type { TestServerOptions } from './start-server.ts';

/** A server for the tests of one file or block, started before the first and ended after the last. */
export function useServer(options: () => TestServerOptions = () => ({})): { readonly current: TestServer } {
  let server: TestServer | null = null;
  beforeAll(async () => {
    server = await TestServer.start(options());
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    server = null;
  });
  return {
    get current() {
      if (server === null) throw new Error('the server runs only while its tests do');
      return server;
    },
  };
}
