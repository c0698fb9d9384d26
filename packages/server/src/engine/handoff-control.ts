import type { HandoffControl } from './tool-definition.ts';

const LONGEST_NAME = 100;
const LONGEST_NOTE = 2000;
const MOST_SKILLS = 20;
const HIGHEST_PRIORITY = 1000;

/** How a person is to be asked for, as an author's code said it: what does not fit is left out or cut. */
export function readHandoffControl(given: unknown): HandoffControl {
  if (typeof given !== 'object' || given === null) return {};
  const { reason, department, skills, language, priority, note } = given as Record<
    keyof HandoffControl,
    unknown
  >;
  const named = Array.isArray(skills) ? skills.flatMap((skill) => text(skill, LONGEST_NAME) ?? []) : [];
  const read = {
    reason: text(reason, LONGEST_NAME),
    department: text(department, LONGEST_NAME),
    skills: named.length === 0 ? null : named.slice(0, MOST_SKILLS),
    language: text(language, LONGEST_NAME),
    priority: typeof priority === 'number' && Number.isFinite(priority) ? bounded(priority) : null,
    note: text(note, LONGEST_NOTE),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== null));
}

function text(given: unknown, longest: number): string | null {
  if (typeof given !== 'string' || given.trim() === '') return null;
  return given.trim().slice(0, longest).toWellFormed();
}

function bounded(priority: number): number {
  return Math.round(Math.max(-HIGHEST_PRIORITY, Math.min(HIGHEST_PRIORITY, priority)));
}
