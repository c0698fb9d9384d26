import type { Schema } from './arbitrary-of.ts';
import type { Wire } from '../testing/wire.ts';

/** One route of the API as its document tells of it. */
export interface ApiRoute {
  readonly method: string;
  /** e.g. `/sessions/{session_id}/events` */
  readonly path: string;
  readonly query: readonly { readonly name: string; readonly schema: Schema }[];
  /** Null: takes none. */
  readonly body: Schema | null;
}

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
}

interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Every route of the server's own document. */
export async function readApiRoutes(wire: Wire): Promise<ApiRoute[]> {
  const { paths } = (await wire.get('/openapi.json')).json<ApiDocument & Record<string, unknown>>();
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      query: parameters.filter((parameter) => parameter.in === 'query'),
      body: requestBody?.content?.['application/json']?.schema ?? null,
    })),
  );
}
