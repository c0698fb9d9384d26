import type { HandoffFilter, SessionQuery } from '../../ports/session-store.ts';
import { QueryFilter } from './query-filter.ts';

export function sessionFilter(query: Omit<SessionQuery, 'sort' | 'limit' | 'after'>): QueryFilter {
  const filter = new QueryFilter().whereGiven('agent_id = ?', query.agentId);
  filter.whereGiven('customer_id = ?', query.customerId);
  const { labels = [] } = query;
  return labels.length === 0 ? filter : filter.where('labels @> ?::text[]', labels);
}

/** Priority is negated, so that one comparison of rows says what comes after. */
export const HANDOFF_ORDERS = {
  oldest: { order: 'requested_at, id', after: '(requested_at, id) > (?, ?)' },
  newest: { order: 'requested_at DESC, id DESC', after: '(requested_at, id) < (?, ?)' },
  queue: { order: '-priority, requested_at, id', after: '(-priority, requested_at, id) > (?, ?, ?)' },
} as const;

export function handoffFilter(query: HandoffFilter): QueryFilter {
  const filter = new QueryFilter();
  const { stage } = query;
  if (stage === 'open') filter.where('open');
  else if (stage === 'waiting') filter.where('open AND waiting');
  else filter.whereGiven('stage = ?', stage);
  return filter
    .whereGiven('session_id = ?', query.session)
    .whereGiven('department = ?', query.department)
    .whereGiven('operator_id = ?', query.operator)
    .whereGiven('reason = ?', query.reason)
    .whereGiven('requested_at >= ?', query.since)
    .whereGiven('requested_at < ?', query.before);
}
