import type { Need } from '../need.ts';
import type { Operator } from '../operator.ts';

export function makeOperator(id: string, change: Partial<Operator> = {}): Operator {
  return {
    id,
    departments: ['support'],
    skills: [],
    languages: ['en'],
    maxChats: 3,
    present: true,
    active: 0,
    idleSince: 100,
    ...change,
  };
}

export function makeNeed(id: string, change: Partial<Need> = {}): Need {
  return {
    id,
    department: 'support',
    overflow: [],
    skills: [],
    language: null,
    priority: 0,
    requestedAt: 1000,
    declined: [],
    lastOperator: null,
    relaxed: [],
    ...change,
  };
}
