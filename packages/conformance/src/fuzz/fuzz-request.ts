import * as fc from 'fast-check';
import { arbitraryOf, oneOf } from './arbitrary-of.ts';
import type { ApiRoute } from './api-routes.ts';
import { hostileText } from './hostile-value.ts';
import type { KnownIds } from './known-ids.ts';
import { soundBody } from './sound-bodies.ts';

/** A request made after the document of a route, or nearly so. */
export interface FuzzRequest {
  readonly route: string;
  /** Of the path's parameters. */
  readonly values: readonly string[];
  readonly method: string;
  readonly path: string;
  /** JSON text; absent for none. */
  readonly body: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** Of a hundred values that are not meant to be sound. */
const HOSTILE = 8;

/** Requests to all routes, half of them sound; `ids` are those of things that are there. */
export function fuzzRequest(routes: readonly ApiRoute[], ids: KnownIds): fc.Arbitrary<FuzzRequest> {
  const made = fc.tuple(fc.constantFrom(...routes), fc.constantFrom(0, HOSTILE));
  return made.chain(([route, hostile]) => requestTo(route, hostile, ids));
}

function requestTo(route: ApiRoute, hostile: number, ids: KnownIds): fc.Arbitrary<FuzzRequest> {
  const names = [...route.path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name ?? '');
  const making = { hostile, ids };
  const query = route.query.map(({ name, schema }) =>
    fc.option(arbitraryOf(schema, making, name), { freq: 2 }).map((value) => [name, value] as const),
  );
  return fc
    .record({
      values: valuesFor(names, making),
      query: fc.tuple(...query),
      body: bodyFor(route, making),
      key: fc.option(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 }), { freq: 4 }),
    })
    .map(({ values, query: given, body, key }): FuzzRequest => {
      let next = 0;
      const path = route.path.replaceAll(/\{\w+\}/gu, () => encode(values[next++] ?? 'x'));
      return {
        route: `${route.method} ${route.path}`,
        values,
        method: route.method,
        path: `${path}${queryText(given)}`,
        body: body === undefined ? undefined : JSON.stringify(body),
        headers: key === null ? {} : { 'idempotency-key': key.trim() === '' ? 'k' : key },
      };
    });
}

function bodyFor(
  route: ApiRoute,
  making: { readonly hostile: number; readonly ids: KnownIds },
): fc.Arbitrary<unknown> {
  if (route.body === null) return fc.constant(undefined);
  const bySchema = arbitraryOf(route.body, making);
  const sound = making.hostile > 0 ? null : soundBody(`${route.method} ${route.path}`, making.ids);
  return sound === null
    ? bySchema
    : fc.oneof({ weight: 1, arbitrary: bySchema }, { weight: 2, arbitrary: sound });
}

/** Mostly what belongs together, where anything is known that does. */
function valuesFor(
  names: readonly string[],
  { hostile, ids }: { readonly hostile: number; readonly ids: KnownIds },
): fc.Arbitrary<readonly string[]> {
  const known = fc.array(fc.nat(), { minLength: names.length, maxLength: names.length });
  const alone = known.map((all) =>
    names.map((name, index) => oneOf(ids.named(name), all[index] ?? 0) ?? 'x'),
  );
  const together = fc
    .tuple(fc.nat(), alone)
    .map(([n, otherwise]) => oneOf(ids.together(names), n) ?? otherwise);
  const wrong = fc.array(hostileText, { minLength: names.length, maxLength: names.length });
  return fc.oneof(
    { weight: 8, arbitrary: together },
    { weight: 1, arbitrary: alone },
    { weight: hostile > 0 ? 1 : 0, arbitrary: wrong },
  );
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
