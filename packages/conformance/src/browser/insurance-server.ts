import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server } from '@baton/server';
import type { ServerOptions } from '@baton/server';
import { createInsuranceAgent } from '@baton/example-insurance/agent';

export interface InsuranceServer extends AsyncDisposable {
  readonly url: string;
}

/** The example of the insurance company on a free port, with a database of its own. */
export async function startInsuranceServer(options: ServerOptions = {}): Promise<InsuranceServer> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-browser-'));
  const server = await Server.start(
    { port: 0, database: `sqlite:${join(folder, 'baton.db')}`, env: { BATON_LOG_LEVEL: 'warn' }, ...options },
    createInsuranceAgent,
  );
  return {
    url: server.url,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
