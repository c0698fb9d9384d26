import type { BehaviourChange } from '../../ports/behaviour-store.ts';
import type { Behaviours } from '../behaviour/behaviours.ts';
import type { LearningParts } from './learning.ts';

/**
 * Forgets what was said in sessions that are deleted. What waits or came to nothing goes; of what was approved the
 * words it came from.
 */
export function forgetSessions(
  { behaviours, writer }: Pick<LearningParts, 'behaviours' | 'writer'>,
  ids: readonly string[],
): Promise<void> {
  return writer.run(() => behaviours.apply(forgetting(behaviours, new Set(ids))));
}

function forgetting(behaviours: Behaviours, gone: ReadonlySet<string>): BehaviourChange[] {
  return behaviours
    .list('candidate')
    .filter(({ source }) => gone.has(source.session_id))
    .map((candidate): BehaviourChange => {
      if (candidate.state !== 'approved') return { op: 'delete', kind: 'candidate', id: candidate.id };
      const source = { ...candidate.source, question: '', answer: '' };
      return { op: 'put', kind: 'candidate', record: { ...candidate, source } };
    });
}
