import type { VNode } from 'preact';
import { initialsOf } from '../state/participant.ts';
import { PersonIcon, SparkIcon } from './icons.tsx';

/** The AI has a rounded square, people have circles: told apart without reading. */
export function Avatar({ of, name = '' }: { of: 'ai' | 'person'; name?: string }): VNode {
  if (of === 'ai') {
    return (
      <span class="avatar avatar-ai" aria-hidden="true">
        <SparkIcon />
      </span>
    );
  }
  return (
    <span class="avatar avatar-person" aria-hidden="true">
      {initialsOf(name) || <PersonIcon />}
    </span>
  );
}
