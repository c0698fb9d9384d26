import type {
  AnalyticsGroup,
  AnalyticsGroups,
  AnalyticsQuery,
  AnalyticsSeries,
  AnalyticsStep,
  AnalyticsSummary,
} from '@baton/protocol';
import { withQuery } from './search-params.ts';
import { connectionOf, sendRequest } from './send-request.ts';
import type { Connection, ConnectionOptions } from './send-request.ts';

/** What is measured. Every refusal is thrown as a RequestError. */
export class AnalyticsClient {
  readonly #connection: Connection;

  constructor(options: ConnectionOptions) {
    this.#connection = connectionOf(options);
  }

  summary(query: AnalyticsQuery = {}): Promise<AnalyticsSummary> {
    return this.#json(analyticsPath('summary', query));
  }

  groups(group: AnalyticsGroup, query: AnalyticsQuery = {}): Promise<AnalyticsGroups> {
    return this.#json(analyticsPath('groups', { ...query, group }));
  }

  /** `timeZone`: IANA; default UTC. */
  series(
    step: AnalyticsStep,
    query: AnalyticsQuery & { time_zone?: string | undefined } = {},
  ): Promise<AnalyticsSeries> {
    return this.#json(analyticsPath('series', { ...query, step }));
  }

  async #json<T>(path: string): Promise<T> {
    return (await (await sendRequest(this.#connection, 'GET', path)).json()) as T;
  }
}

/** Path of a report, e.g. for a link to its CSV with `format: 'csv'`. */
export function analyticsPath(
  report: 'summary' | 'groups' | 'series',
  query: AnalyticsQuery & {
    group?: AnalyticsGroup | undefined;
    step?: AnalyticsStep | undefined;
    time_zone?: string | undefined;
    format?: 'csv' | undefined;
  },
): string {
  return withQuery(`/analytics/${report}`, query);
}
