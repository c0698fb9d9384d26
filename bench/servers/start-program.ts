import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../packages/server/src/testing/free-port.ts';

const LONGEST_MS = 120_000;

export interface StartedProgram extends AsyncDisposable {
  readonly port: number;
  /** Milliseconds from the start of the process to its first answer. */
  readonly time: number;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
}

/** Starts a server program of its own and waits for its first answer to GET /healthz. Disposing it ends it in order. */
export async function startProgram(
  programArguments: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<StartedProgram> {
  const port = await freePort();
  const env = { ...process.env, BATON_API_KEYS: '', ...options.env, PORT: String(port) };
  const began = performance.now();
  const child = spawn(process.execPath, programArguments, {
    cwd: options.cwd,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  try {
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`the server ended: ${complaint}`);
      if (performance.now() - began > LONGEST_MS)
        throw new Error(`no answer in ${LONGEST_MS} ms: ${complaint}`);
      await delay(2);
    }
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
  return {
    port,
    time: performance.now() - began,
    kill: () => end('SIGKILL'),
    [Symbol.asyncDispose]: () => end('SIGTERM'),
  };
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
