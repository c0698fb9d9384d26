import type { OperatorRecord } from '../../ports/desk-store.ts';
import { DEFAULT_HANDOFF_POLICY } from '../../core/handoff/handoff-policy.ts';
import type { HandoffPolicy } from '../../core/handoff/handoff-policy.ts';
import { Random } from '../interleaving.ts';
import { makeOperatorRecord } from '../make-staff.ts';
import type { NaiveHandoff } from './naive-handoff.ts';

/* What a desk is at first and what happens to it, drawn from numbers: the same numbers, the same history. */

export interface DeskSetup {
  readonly departments: readonly string[];
  readonly policies: Readonly<Record<string, HandoffPolicy>>;
  readonly operators: readonly OperatorRecord[];
  readonly sessions: readonly string[];
  /** Ids of operators who are here from the beginning. */
  readonly present: readonly string[];
}

/** Whom a session belongs to; nobody knows who a guest is. */
export function customerOf(session: string): string {
  const number = Number(session.slice(1));
  return number % 4 === 3 ? 'guest' : `c${number % 3}`;
}

export interface Wish {
  readonly department: string | null;
  readonly skills: readonly string[];
  readonly language: string | null;
}

/** Something that somebody does. Whoever or whatever is not there any more does nothing. */
export type Step = { readonly session: string; readonly operator: string } & (
  | { readonly do: 'ask'; readonly wish: Wish; readonly priority: number; readonly by: 'ai' | 'desk' }
  | { readonly do: 'ai says that somebody comes' | 'customer writes' | 'outside writes' }
  | { readonly do: 'withdraw' | 'callback' | 'email' | 'leave' | 'rate' }
  | { readonly do: 'accept' | 'decline' | 'keep' | 'note' | 'commit' | 'settle' | 'behalf' }
  | { readonly do: 'take over' | 'write'; readonly force: boolean }
  | { readonly do: 'resolve' | 'return'; readonly keepCommitments: boolean }
  | { readonly do: 'offer' | 'pass to operator'; readonly to: string }
  | { readonly do: 'pass to department'; readonly to: string }
  | { readonly do: 'prioritise'; readonly priority: number }
  | { readonly do: 'manual' | 'auto' | 'delete session' }
  | { readonly do: 'delete events'; readonly share: number }
  | { readonly do: 'comes' | 'goes away' | 'goes offline' | 'is heard' | 'loses connection' }
  | { readonly do: 'capacity'; readonly maxChats: number }
  | { readonly do: 'change record' | 'hire'; readonly record: OperatorRecord }
  | { readonly do: 'fire' | 'restart' }
  | { readonly do: 'delete department' | 'create department'; readonly department: string }
  /** Time passes from one due time to the next. `heard`: whoever is here stays here. */
  | { readonly do: 'pass'; readonly seconds: number; readonly heard: boolean }
  /** The machine sleeps: what became due meanwhile happens afterwards. */
  | { readonly do: 'sleep'; readonly seconds: number }
  /** Until just before (-1), exactly at (0) or just after (1) the next thing that is due. */
  | {
      readonly do: 'pass to next';
      readonly microseconds: number;
      readonly of: 'due times' | 'sticky windows';
    }
);

export interface DrawnStep {
  readonly step: Step;
  /** Whether offers are made after it, or only after one of the next. */
  readonly settles: boolean;
  /** Done to one of the open handoffs by whoever has it, as most things are: which of them. Null: to anything by anyone. */
  readonly aim: number | null;
}

const DEPARTMENTS = ['support', 'billing', 'claims'];
const SKILLS = ['refunds', 'legal'];
const LANGUAGES = ['en', 'de'];

export function setupOf(number: number): DeskSetup {
  const random = new Random(number);
  const departments = DEPARTMENTS.slice(0, 1 + random.below(3));
  const operators = Array.from({ length: 1 + random.below(5) }, (_, at) => drawRecord(random, `o${at}`));
  const sessions = Array.from({ length: 1 + random.below(12) }, (_, at) => `s${at}`);
  const policies = DEPARTMENTS.map((id) => [id, drawPolicy(random, departments, id)] as const);
  const present = operators.map(({ id }) => id).filter(() => random.below(3) > 0);
  return { departments, operators, sessions, present, policies: Object.fromEntries(policies) };
}

function drawPolicy(random: Random, departments: readonly string[], id: string): HandoffPolicy {
  return {
    ...DEFAULT_HANDOFF_POLICY,
    serviceLevelSeconds: one(random, [20, 60, 61]),
    offerSeconds: one(random, [5, 10, 30]),
    autoAccept: random.below(6) === 0,
    stickySeconds: one(random, [0, 120, 1800]),
    relaxSkillsSeconds: one(random, [null, 6, 7, 40]),
    relaxLanguageSeconds: one(random, [null, 6, 30, 90]),
    relaxDepartmentSeconds: one(random, [null, 20, 100]),
    overflow: some(
      random,
      departments.filter((other) => other !== id),
    ),
    tellSeconds: one(random, [30, 60]),
    reminderSeconds: one(random, [45, 180]),
    giveUpSeconds: one(random, [15, 300, 600, 600]),
    idleSeconds: one(random, [60, 300]),
    idleReturnSeconds: one(random, [null, 100, 400, 900]),
    returnNoticeSeconds: one(random, [10, 60]),
    askRating: random.below(2) === 0,
  };
}

function drawRecord(random: Random, id: string): OperatorRecord {
  return makeOperatorRecord(id, {
    departments:
      random.below(3) === 0 ? some(random, DEPARTMENTS) : ['support', ...some(random, DEPARTMENTS.slice(1))],
    skills: some(random, SKILLS).map((skill) => ({ skill, level: 1 + random.below(2) })),
    languages: some(random, LANGUAGES),
    maxChats: one(random, [0, 1, 1, 1, 2, 2, 2, 3, 3]),
    lead: random.below(4) === 0,
  });
}

/** How often each thing happens, beside the others. */
const WEIGHTS: Readonly<Record<Step['do'], number>> = {
  ask: 30,
  'ai says that somebody comes': 3,
  'customer writes': 5,
  'outside writes': 1,
  withdraw: 2,
  callback: 1,
  email: 1,
  leave: 2,
  rate: 1,
  accept: 18,
  decline: 8,
  keep: 2,
  note: 1,
  commit: 2,
  settle: 2,
  behalf: 1,
  'take over': 3,
  write: 5,
  resolve: 7,
  return: 3,
  offer: 2,
  'pass to operator': 3,
  'pass to department': 3,
  prioritise: 3,
  manual: 1,
  auto: 2,
  'delete session': 1,
  'delete events': 1,
  comes: 18,
  'goes away': 2,
  'goes offline': 3,
  'is heard': 6,
  'loses connection': 2,
  capacity: 3,
  'change record': 2,
  hire: 2,
  fire: 1,
  restart: 3,
  'delete department': 1,
  'create department': 1,
  pass: 10,
  sleep: 2,
  'pass to next': 10,
};
const NAMES = Object.entries(WEIGHTS).flatMap(([name, weight]) =>
  Array.from({ length: weight }, () => name as Step['do']),
);

const AIMED: ReadonlySet<Step['do']> = new Set<Step['do']>([
  ...([
    'accept',
    'decline',
    'keep',
    'commit',
    'settle',
    'behalf',
    'write',
    'resolve',
    'return',
    'prioritise',
  ] as const),
  ...([
    'offer',
    'pass to operator',
    'pass to department',
    'goes offline',
    'loses connection',
    'fire',
  ] as const),
  ...([
    'capacity',
    'withdraw',
    'callback',
    'leave',
    'customer writes',
    'ai says that somebody comes',
  ] as const),
]);

/** The step that a number stands for, at a desk. */
export function stepOf(number: number, setup: DeskSetup): DrawnStep {
  const random = new Random(number);
  const name = one(random, NAMES);
  const session = one(random, setup.sessions);
  const operator = one(random, setup.operators).id;
  const step = { do: name, session, operator, ...detailsOf(name, random, setup, operator) } as Step;
  const aims = AIMED.has(name) && random.below(4) > 0;
  return { step, settles: random.below(5) > 0, aim: aims ? random.below(12) : null };
}

function detailsOf(name: Step['do'], random: Random, setup: DeskSetup, operator: string): object {
  switch (name) {
    case 'ask':
      return {
        wish: drawWish(random, setup),
        priority: one(random, [0, 0, 0, 1, 2]),
        by: one(random, ['desk', 'desk', 'ai']),
      };
    case 'take over':
    case 'write':
      return { force: random.below(2) === 0 };
    case 'resolve':
    case 'return':
      return { keepCommitments: random.below(2) === 0 };
    case 'offer':
    case 'pass to operator':
      return { to: one(random, setup.operators).id };
    case 'pass to department':
      return { to: one(random, DEPARTMENTS) };
    case 'prioritise':
      return { priority: random.below(4) };
    case 'delete events':
      return { share: random.below(100) / 100 };
    case 'capacity':
      return { maxChats: random.below(4) };
    case 'change record':
    case 'hire':
      return { record: drawRecord(random, operator) };
    case 'delete department':
    case 'create department':
      return { department: one(random, DEPARTMENTS) };
    case 'pass':
      return { seconds: one(random, [1, 4, 6, 10, 25, 46, 61, 130, 400, 2000]), heard: random.below(4) > 0 };
    case 'sleep':
      return { seconds: one(random, [1, 6, 25, 61, 130, 2000]) };
    case 'pass to next':
      return {
        microseconds: one(random, [-1, 0, 1]),
        of: one(random, ['due times', 'due times', 'sticky windows']),
      };
    default:
      return {};
  }
}

function drawWish(random: Random, setup: DeskSetup): Wish {
  return {
    department: one(random, [null, ...setup.departments]),
    skills: random.below(4) === 0 ? some(random, SKILLS) : [],
    language: random.below(4) === 0 ? one(random, LANGUAGES) : null,
  };
}

function one<T>(random: Random, values: readonly T[]): T {
  return values[random.below(values.length)]!;
}

function some<T>(random: Random, values: readonly T[]): T[] {
  return values.filter(() => random.below(2) === 0);
}

const HELD = ['active', 'returning'];
/** In which stages something is done, mostly. */
const STAGES_OF: Readonly<Partial<Record<Step['do'], readonly string[]>>> = {
  accept: ['offered', 'queued'],
  decline: ['offered'],
  offer: ['queued'],
  'ai says that somebody comes': ['requested'],
  keep: ['returning'],
  behalf: HELD,
  write: HELD,
  resolve: HELD,
  return: HELD,
  commit: HELD,
  'goes offline': ['offered', ...HELD],
  'loses connection': ['offered', ...HELD],
};
/** The step as it is done to one of the open handoffs for which it is meant, if there are any. */
export function aimed(step: Step, aim: number | null, open: readonly NaiveHandoff[]): Step {
  if (aim === null) return step;
  const stages = STAGES_OF[step.do] ?? [];
  const fitting = open.filter(({ stage }) => stages.includes(stage));
  const among = fitting.length > 0 ? fitting : open;
  const handoff = among[aim % among.length];
  if (handoff === undefined) return step;
  const operator = handoff.offer?.operator ?? handoff.holder ?? step.operator;
  return { ...step, session: handoff.session, operator };
}

/** For whoever reads why a history failed. */
export function tellDesk({ operators, departments }: DeskSetup): string {
  const people = operators.map((each) => {
    const skills = each.skills.map(({ skill }) => skill).join('+');
    return `${each.id} (${each.departments.join('+')}; ${skills}; ${each.languages.join('+')}; ${each.maxChats}${each.lead ? '; lead' : ''})`;
  });
  return `${departments.join(', ')}: ${people.join(', ')}`;
}

/** For whoever reads why a history failed. */
export function tellStep({ do: name, session, operator, ...details }: Step): string {
  const more = Object.keys(details).length === 0 ? '' : ` ${JSON.stringify(details)}`;
  return `${name} (${session}, ${operator})${more}`;
}
