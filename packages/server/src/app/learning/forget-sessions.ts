import type { CandidateRecord } from '../../core/behaviour/candidate-record.ts';
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
  const gone = new Set(ids);
  return writer.run(() => behaviours.apply(forgetting(behaviours, ({ session_id: id }) => gone.has(id))));
}

/** The same of events that are deleted from an offset on. */
export function forgetEvents(
  { behaviours, writer }: Pick<LearningParts, 'behaviours' | 'writer'>,
  sessionId: string,
  from: number,
): Promise<void> {
  const isGone = ({ session_id: id, answer_offset: offset }: CandidateRecord['source']): boolean =>
    id === sessionId && offset >= from;
  return writer.run(() => behaviours.apply(forgetting(behaviours, isGone)));
}

function forgetting(
  behaviours: Behaviours,
  isGone: (source: CandidateRecord['source']) => boolean,
): BehaviourChange[] {
  return behaviours
    .list('candidate')
    .filter(({ source }) => isGone(source))
    .map((candidate): BehaviourChange => {
      if (candidate.state !== 'approved') return { op: 'delete', kind: 'candidate', id: candidate.id };
      const source = { ...candidate.source, question: '', answer: '' };
      return { op: 'put', kind: 'candidate', record: { ...candidate, source } };
    });
}
