import * as fc from 'fast-check';
import { arbitraryOf } from './arbitrary-of.ts';
import type { ApiRoute } from './api-routes.ts';
import { hostileText } from './hostile-value.ts';

/** A request made after the document of a route, or nearly so. */
export interface FuzzRequest {
  readonly route: string;
  readonly method: string;
  readonly path: string;
  /** JSON text; absent for none. */
  readonly body: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** Requests to all routes; `ids` are those of things that are there. */
export function fuzzRequest(
  routes: readonly ApiRoute[],
  ids: () => readonly string[],
): fc.Arbitrary<FuzzRequest> {
  return fc.constantFrom(...routes).chain((route) => requestTo(route, ids));
}

function requestTo(route: ApiRoute, ids: () => readonly string[]): fc.Arbitrary<FuzzRequest> {
  const known = fc.nat().map((n) => ids()[n % Math.max(1, ids().length)] ?? 'x');
  const segment = fc.oneof({ weight: 8, arbitrary: known }, { weight: 1, arbitrary: hostileText });
  const names = route.path.match(/\{\w+\}/gu) ?? [];
  const query = route.query.map(({ name, schema }) =>
    fc.option(arbitraryOf(schema, ids), { freq: 2 }).map((value) => [name, value] as const),
  );
  return fc
    .record({
      segments: fc.array(segment, { minLength: names.length, maxLength: names.length }),
      query: fc.tuple(...query),
      body: route.body === null ? fc.constant(undefined) : arbitraryOf(route.body, ids),
      key: fc.option(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 }), { freq: 4 }),
    })
    .map(({ segments, query: given, body, key }): FuzzRequest => {
      let next = 0;
      const path = route.path.replaceAll(/\{\w+\}/gu, () => encode(segments[next++] ?? 'x'));
      return {
        route: `${route.method} ${route.path}`,
        method: route.method,
        path: `${path}${queryText(given)}`,
        body: body === undefined ? undefined : JSON.stringify(body),
        headers: key === null ? {} : { 'idempotency-key': key.trim() === '' ? 'k' : key },
      };
    });
}

/** Nobody waits here: a request that would is asked to answer at once. */
function queryText(given: readonly (readonly [string, unknown])[]): string {
  const pairs = given.flatMap(([name, value]) => {
    if (name === 'wait_for_data') return [`${name}=0`];
    if (name === 'sse' || name === 'wait_for_completion') return [];
    if (value === null || value === undefined) return [];
    return [`${encode(name)}=${encode(typeof value === 'string' ? value : JSON.stringify(value))}`];
  });
  return pairs.length === 0 ? '' : `?${pairs.join('&').slice(0, 6000)}`;
}

function encode(text: string): string {
  return encodeURIComponent(text.slice(0, 600).toWellFormed());
}
