import type { AnalyticsGroup } from '@baton/protocol';
import type { FiguresQuery } from '../../../ports/analytics-store.ts';

/** What the thread is asked. */
export type AnalyticsRequest =
  | { readonly type: 'due'; readonly limit: number }
  | { readonly type: 'sum'; readonly query: FiguresQuery }
  | {
      readonly type: 'groups';
      readonly query: FiguresQuery;
      readonly group: AnalyticsGroup;
      readonly most: number;
    }
  | { readonly type: 'periods'; readonly query: FiguresQuery; readonly starts: readonly number[] };

/** Answers come in the order of the requests. */
export type AnalyticsAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

/** Answers what the thread is asked, there or where a test wants it. */
export interface AnalyticsReading {
  run<T>(request: AnalyticsRequest): Promise<T>;
}
