import { z } from 'zod';

/** A time that many waited or worked, in seconds; percentiles are within 3 % of the true ones. Null: nobody did. */
export interface Spread {
  count: number;
  mean: number | null;
  p50: number | null;
  p90: number | null;
  p99: number | null;
}

/** A share of something: `of` 0 means that there was none, and `share` is then null. */
export interface Share {
  count: number;
  of: number;
  /** 0 to 1. */
  share: number | null;
}

/**
 * What is measured of a period (handoff.md, section 9). A handoff counts in the hour in which it was requested, a
 * session in that in which it began. docs/analytics.md says of each measure what it counts and where.
 */
export interface Measures {
  /** Sessions with a message of their customer that began in the period. Of one department, operator or trigger: 0. */
  sessions: number;
  /** Sessions with a handoff, of all. */
  handoff_rate: Share;
  /** Sessions that the AI served alone, of all. */
  containment: Share;
  /** Of a department or an operator: those that were accepted there first. */
  handoffs: number;
  open: number;
  /** The most frequent first, at most 50; so are the triggers. */
  reasons: { reason: string; count: number }[];
  triggers: { trigger: string; count: number }[];
  /** From the request to acceptance, and to the first word of a person. */
  acceptance: Spread;
  first_word: Spread;
  /** What people spent on it, once it has ended: all stretches of a handoff together. Of a department or an operator: each person's own. */
  handling: Spread;
  /** Accepted within the department's service level, of those that were accepted or have waited longer than it. */
  service_level: Share;
  abandoned: Share;
  resolved: Share;
  returned: Share;
  withdrawn: Share;
  callbacks: Share;
  emails: Share;
  failed: Share;
  transfers: number;
  requeues: number;
  /** Offers that were declined or let pass. */
  declined: number;
  /** A further handoff of the same customer within seven days of the end, of those that ended. */
  recontact: Share;
  rating: { count: number; mean: number | null; scores: [number, number, number, number, number] };
  /** Estimated waits that were over by P50 and by P90 (H7.2), of those of which that is known: right at 0.5 and 0.9. */
  wait_p50: Share;
  wait_p90: Share;
  /** Messages of the AI that the fence refused (H2.1). */
  refused_ai_messages: number;
  /** Messages in which an operator asked what stood in the package, of all in which he asked something. */
  asked_again: Share;
  /** Suggested replies: shown, and of them sent as they were or after changes. */
  suggestions_sent: Share;
  suggestions_edited: Share;
}

const spread: z.ZodType<Spread> = z.object({
  count: z.int(),
  mean: z.number().nullable(),
  p50: z.number().nullable(),
  p90: z.number().nullable(),
  p99: z.number().nullable(),
});
const share: z.ZodType<Share> = z.object({ count: z.int(), of: z.int(), share: z.number().nullable() });
const count = z.int();
export const MeasuresSchema: z.ZodType<Measures> = z.object({
  sessions: count,
  handoff_rate: share,
  containment: share,
  handoffs: count,
  open: count,
  reasons: z.array(z.object({ reason: z.string(), count })),
  triggers: z.array(z.object({ trigger: z.string(), count })),
  acceptance: spread,
  first_word: spread,
  handling: spread,
  service_level: share,
  abandoned: share,
  resolved: share,
  returned: share,
  withdrawn: share,
  callbacks: share,
  emails: share,
  failed: share,
  transfers: count,
  requeues: count,
  declined: count,
  recontact: share,
  rating: z.object({
    count,
    mean: z.number().nullable(),
    scores: z.tuple([count, count, count, count, count]),
  }),
  wait_p50: share,
  wait_p90: share,
  refused_ai_messages: count,
  asked_again: share,
  suggestions_sent: share,
  suggestions_edited: share,
});

export const ANALYTICS_GROUPS = [
  'department',
  'operator',
  'reason',
  'trigger',
  'agent',
  'disposition',
] as const;
export type AnalyticsGroup = (typeof ANALYTICS_GROUPS)[number];
export const ANALYTICS_STEPS = ['hour', 'day', 'week', 'month'] as const;
export type AnalyticsStep = (typeof ANALYTICS_STEPS)[number];

/** Which handoffs: `GET /analytics/summary`, `/analytics/groups` and `/analytics/series`. */
export interface AnalyticsQuery {
  /** Date or time, ISO 8601, taken down to the hour; default 30 days before `to`. */
  from?: string | undefined;
  /** Taken up to the hour, exclusive; default now. At most 400 days after `from`. */
  to?: string | undefined;
  department?: string | undefined;
  operator?: string | undefined;
  reason?: string | undefined;
  trigger?: string | undefined;
  agent?: string | undefined;
  /** What a handoff was resolved as. */
  disposition?: string | undefined;
}

export interface AnalyticsSummary {
  from: string;
  to: string;
  measures: Measures;
}
export interface AnalyticsGroups {
  from: string;
  to: string;
  group: AnalyticsGroup;
  /** Most handoffs first, at most 1000. `name` is that of the department, operator or agent, else the key. */
  rows: { key: string; name: string; measures: Measures }[];
}
export interface AnalyticsSeries {
  from: string;
  to: string;
  step: AnalyticsStep;
  /** IANA; days begin at its midnight. */
  time_zone: string;
  /** In order of time, those with nothing included; at most 1000. */
  points: { start: string; measures: Measures }[];
}
export const AnalyticsSummarySchema: z.ZodType<AnalyticsSummary> = z.object({
  from: z.string(),
  to: z.string(),
  measures: MeasuresSchema,
});
export const AnalyticsGroupsSchema: z.ZodType<AnalyticsGroups> = z.object({
  from: z.string(),
  to: z.string(),
  group: z.enum(ANALYTICS_GROUPS),
  rows: z.array(z.object({ key: z.string(), name: z.string(), measures: MeasuresSchema })),
});
export const AnalyticsSeriesSchema: z.ZodType<AnalyticsSeries> = z.object({
  from: z.string(),
  to: z.string(),
  step: z.enum(ANALYTICS_STEPS),
  time_zone: z.string(),
  points: z.array(z.object({ start: z.string(), measures: MeasuresSchema })),
});
