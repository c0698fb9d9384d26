import { buildPages } from '../build-pages.ts';

/** Before the conformance suites: the pages that they open are up to date. */
export async function setup(): Promise<void> {
  await buildPages();
}
