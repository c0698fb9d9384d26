import { Worker } from 'node:worker_threads';
import { isSchema } from '../schema-of.ts';
import type { WireSchema } from '../schema-of.ts';
import { ServiceFault } from '../service-fault.ts';

/** A description of half a megabyte takes most of a second. */
const LARGEST_YAML = 512 * 1024;
const YAML_TIMEOUT_MS = 5000;
const YAML_MEMORY_MB = 256;

/** An OpenAPI 3 document, JSON or YAML. Rejects with a ServiceFault for what is none. `timeout` in milliseconds. */
export async function readDocument(text: string, timeout: number = YAML_TIMEOUT_MS): Promise<WireSchema> {
  const document = parseJson(/^\s*\{/.test(text) ? text : await yamlToJson(text, timeout));
  if (!isSchema(document)) throw new ServiceFault('protocol', 'the description is no OpenAPI document');
  const version = document['openapi'];
  if (typeof version !== 'string' || !version.startsWith('3.'))
    throw new ServiceFault('protocol', 'the description is not of OpenAPI 3');
  return document;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw unreadable(error);
  }
}

/**
 * In a thread of its own: there are texts of 300 KB that a YAML parser needs a minute for (a row of tags), and
 * nothing else would run meanwhile.
 */
async function yamlToJson(text: string, timeout: number): Promise<string> {
  if (text.length > LARGEST_YAML)
    throw new ServiceFault('too-large', `a description in YAML has at most ${LARGEST_YAML} characters`);
  const unbuilt = import.meta.url.endsWith('.ts');
  const worker = new Worker(new URL(`./yaml-thread.${unbuilt ? 'ts' : 'js'}`, import.meta.url), {
    workerData: text,
    resourceLimits: { maxOldGenerationSizeMb: YAML_MEMORY_MB },
    // Not what the program was started with: flags such as --input-type are not for threads.
    execArgv: unbuilt ? ['--conditions=baton-source'] : [],
  });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const timer = setTimeout(reject, timeout, new ServiceFault('timeout', 'the description takes too long'));
  worker.once('message', resolve);
  worker.once('error', (error) => reject(unreadable(error)));
  worker.once('exit', () => reject(unreadable(null)));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

function unreadable(cause: unknown): ServiceFault {
  return new ServiceFault('protocol', 'the description is neither JSON nor YAML', { cause });
}
