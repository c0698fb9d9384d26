import { parse } from 'yaml';
import { isSchema } from '../schema-of.ts';
import type { WireSchema } from '../schema-of.ts';
import { ServiceFault } from '../service-fault.ts';

/** Reading YAML takes a hundred times as long as JSON, and nothing else runs meanwhile. */
const LARGEST_YAML = 512 * 1024;

/** An OpenAPI 3 document, JSON or YAML. Throws a ServiceFault for what is none. */
export function readDocument(text: string): WireSchema {
  const document = parsed(text);
  if (!isSchema(document)) throw new ServiceFault('protocol', 'the description is no OpenAPI document');
  const version = document['openapi'];
  if (typeof version !== 'string' || !version.startsWith('3.'))
    throw new ServiceFault('protocol', 'the description is not of OpenAPI 3');
  return document;
}

function parsed(text: string): unknown {
  try {
    if (/^\s*\{/.test(text)) return JSON.parse(text) as unknown;
    if (text.length > LARGEST_YAML)
      throw new ServiceFault('too-large', `a description in YAML has at most ${LARGEST_YAML} characters`);
    // Looking for keys that occur twice takes a time that grows with the square of their number.
    return parse(text, { uniqueKeys: false, maxAliasCount: 100 }) as unknown;
  } catch (error) {
    if (error instanceof ServiceFault) throw error;
    throw new ServiceFault('protocol', 'the description is neither JSON nor YAML', { cause: error });
  }
}
