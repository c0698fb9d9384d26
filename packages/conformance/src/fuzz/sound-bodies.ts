import * as fc from 'fast-check';
import type { KnownIds } from './known-ids.ts';

const MIA = { id: 'mia', name: 'Mia' };
const text = fc.constantFrom(
  'Where is order A-1?',
  'I want a person, please.',
  'Thanks, that is all.',
  '¿Hola?',
);

/**
 * Bodies that a schema does not tell how to make, because what one field may hold hangs on others: without them the
 * routes would hardly ever do anything but refuse. By route; null where the schema is enough.
 */
export function soundBody(route: string, ids: KnownIds): fc.Arbitrary<unknown> | null {
  const some = (name: string): fc.Arbitrary<string> =>
    fc.nat().map((n) => ids.named(name)[n % Math.max(1, ids.named(name).length)] ?? 'x');
  switch (route) {
    case 'POST /sessions/{session_id}/events':
      return fc.oneof(
        text.map((message) => ({ kind: 'message', source: 'customer', message })),
        text.map((message) => ({
          kind: 'message',
          source: 'human_agent',
          message,
          participant: { display_name: 'Mia' },
        })),
        fc.jsonValue({ maxDepth: 2 }).map((data) => ({ kind: 'custom', source: 'system', data: data ?? 1 })),
        fc.constant({ kind: 'message', source: 'ai_agent' }),
      );
    case 'POST /handoffs/{handoff_id}/messages':
      return fc.record({
        message: text,
        as: fc.constantFrom('operator', 'ai'),
        seen_offset: fc.constantFrom(-1, 2, 1000),
        operator: fc.constant(MIA),
      });
    case 'POST /handoffs/{handoff_id}/notes':
      return text.map((note) => ({ text: note, operator: MIA }));
    case 'POST /handoffs/{handoff_id}/accept':
    case 'POST /handoffs/{handoff_id}/decline':
    case 'POST /handoffs/{handoff_id}/return':
      return fc.constant({ operator: MIA });
    case 'POST /handoffs/{handoff_id}/resolve':
      return fc.constant({ operator: MIA, disposition: 'solved' });
    case 'POST /handoffs/{handoff_id}/priority':
      return fc.integer({ min: -100, max: 100 }).map((priority) => ({ priority }));
    case 'POST /handoffs/{handoff_id}/offer':
      return some('operator_id').map((id) => ({ operator_id: id }));
    case 'POST /handoffs/{handoff_id}/callback':
      return fc.constant({ address: '+49 30 901820' });
    case 'POST /handoffs/{handoff_id}/email':
      return fc.constant({ address: 'ana@example.com' });
    case 'POST /operators':
      return text.map((name) => ({ name }));
    case 'POST /candidates':
      return some('session_id').map((id) => ({ session_id: id, answer_offset: 3, kind: 'article' }));
    case 'POST /relationships':
      return fc.tuple(some('guideline_id'), some('guideline_id')).map(([source, target]) => ({
        kind: 'priority',
        source_guideline: source,
        target_guideline: target,
      }));
    case 'POST /journeys/{journey_id}/nodes':
      return text.map((action) => ({ kind: 'chat', action }));
    case 'POST /journeys/{journey_id}/edges':
      return fc
        .tuple(some('node_id'), some('node_id'))
        .map(([source, target]) => ({ source, target, condition: 'It is wished' }));
    default:
      return null;
  }
}
