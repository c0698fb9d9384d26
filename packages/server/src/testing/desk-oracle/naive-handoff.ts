import type { OperatorRecord } from '../../ports/desk-store.ts';

const SECOND = 1_000_000;

/** What a department's policy says, by its names in the documentation. */
export interface NaivePolicy {
  readonly transitionSeconds: number;
  readonly serviceLevelSeconds: number;
  readonly offerSeconds: number;
  readonly autoAccept: boolean;
  readonly stickySeconds: number;
  readonly relaxSkillsSeconds: number | null;
  readonly relaxLanguageSeconds: number | null;
  readonly relaxDepartmentSeconds: number | null;
  readonly overflow: readonly string[];
  readonly tellSeconds: number;
  readonly reminderSeconds: number;
  readonly giveUpSeconds: number;
  readonly idleSeconds: number;
  readonly idleReturnSeconds: number | null;
  readonly returnNoticeSeconds: number;
}

export interface NaiveOperator extends OperatorRecord {
  present: boolean;
  /** When he came, or was given something or was rid of it. */
  idleSince: number;
}

export interface NaiveHandoff {
  readonly id: string;
  readonly session: string;
  /** When a person was asked for. */
  readonly age: number;
  stage: string;
  ended: boolean;
  priority: number;
  department: string;
  skills: readonly string[];
  readonly language: string | null;
  policy: NaivePolicy;
  last: { id: string; until: number } | null;
  relaxed: string[];
  /** Who said no; who was silent since the customer was told that it takes longer; who was silent before. */
  refused: Set<string>;
  silent: Set<string>;
  mayBeAskedAgain: Set<string>;
  offer: { operator: string; until: number; direct: boolean } | null;
  /** Null: a system outside, or nobody. */
  holder: string | null;
  servedBy: string | null;
  transitionSaid: boolean;
  /** Who made each that is open, the oldest first. */
  promises: string[];
  transfers: number;
  requeues: number;
  waitingSince: number;
  /** Of this wait. */
  warned: boolean;
  lateAt: number | null;
  toldAt: number;
  /** Of this stretch. */
  since: number;
  lookedAt: number;
  keptAt: number;
  returnsAt: number;
  queuedAt: number | null;
  offeredAt: number | null;
  acceptedAt: number | null;
  firstWordAt: number | null;
  endedAt: number | null;
}

export interface NaiveSession {
  readonly id: string;
  /** Who may speak for the company: `ai`, `none`, `outside` or an operator. */
  speaker: string;
  epoch: number;
  /** When people wrote. */
  messages: number[];
  readonly handoffs: NaiveHandoff[];
}

type Wish = Pick<NaiveHandoff, 'department' | 'skills' | 'language' | 'policy' | 'last' | 'priority'>;

export function newHandoff(session: string, at: number, wish: Wish): NaiveHandoff {
  return {
    id: `h${at}`,
    session,
    age: at,
    stage: 'requested',
    ended: false,
    ...wish,
    relaxed: [],
    refused: new Set(),
    silent: new Set(),
    mayBeAskedAgain: new Set(),
    offer: null,
    holder: null,
    servedBy: null,
    transitionSaid: false,
    promises: [],
    transfers: 0,
    requeues: 0,
    waitingSince: at,
    warned: false,
    lateAt: null,
    toldAt: at,
    since: 0,
    lookedAt: 0,
    keptAt: 0,
    returnsAt: 0,
    queuedAt: null,
    offeredAt: null,
    acceptedAt: null,
    firstWordAt: null,
    endedAt: null,
  };
}

/** Nobody has come yet. */
export function isWaitingFor({ stage }: NaiveHandoff): boolean {
  return stage === 'requested' || stage === 'queued' || stage === 'offered';
}

/** When things happen to it by themselves, the earliest first; of two at once, as the table in docs/desk.md has them. */
export function duesOf(handoff: NaiveHandoff): { name: string; due: number }[] {
  const { policy, stage, waitingSince, lateAt, toldAt, lookedAt, offer } = handoff;
  const level = policy.serviceLevelSeconds * SECOND;
  const dues: { name: string; due: number }[] = [];
  const add = (name: string, due: number, when = true): void => void (when && dues.push({ name, due }));
  add('transition', handoff.age + policy.transitionSeconds * SECOND, stage === 'requested');
  add('offer', offer?.until ?? 0, stage === 'offered');
  if (stage === 'queued' || stage === 'offered') {
    const [next] = openSteps(handoff);
    add('relax', waitingSince + (next?.after ?? 0) * SECOND, next !== undefined);
    add('near', waitingSince + (level * 3) / 4, !handoff.warned && lateAt === null);
    add('service-level', waitingSince + level, lateAt === null);
    add('tell', toldAt + policy.tellSeconds * SECOND, lateAt === null);
    const late = lateAt ?? 0;
    const pause = Math.max(policy.reminderSeconds * SECOND, Math.round((late - waitingSince) / 10));
    add('reminder', late + pause, lateAt !== null);
    add('give-up', waitingSince + policy.giveUpSeconds * SECOND);
  }
  const look = Math.min(policy.idleSeconds, policy.idleReturnSeconds ?? Infinity);
  add('idle', lookedAt + look * SECOND, stage === 'active');
  add('return', handoff.returnsAt, stage === 'returning');
  return dues.toSorted((a, b) => a.due - b.due);
}

/** H6.3: what is still to be given up, with the seconds of waiting after which it is. No step comes before an earlier. */
export function openSteps({ policy, skills, language, department, relaxed }: NaiveHandoff): {
  kind: string;
  after: number;
}[] {
  const others = policy.overflow.filter((id) => id !== department);
  const kinds = [
    { kind: 'skills', seconds: policy.relaxSkillsSeconds, counts: skills.length > 0 },
    { kind: 'language', seconds: policy.relaxLanguageSeconds, counts: language !== null },
    { kind: 'department', seconds: policy.relaxDepartmentSeconds, counts: others.length > 0 },
  ].filter(({ seconds }) => seconds !== null);
  return kinds
    .map(({ kind, counts }, at) => ({
      kind,
      counts,
      after: Math.max(...kinds.slice(0, at + 1).map(({ seconds }) => seconds!)),
    }))
    .filter(({ kind, counts }) => counts && !relaxed.includes(kind));
}

/** H6.2: who may be offered it now, the first to be asked first. */
export function candidatesFor(
  handoff: NaiveHandoff,
  operators: readonly NaiveOperator[],
  open: readonly NaiveHandoff[],
  at: number,
): NaiveOperator[] {
  const { department, relaxed, skills, language, refused, silent, last, policy } = handoff;
  const departments = relaxed.includes('department') ? [department, ...policy.overflow] : [department];
  const loadOf = ({ id }: NaiveOperator): number =>
    open.filter(({ ended, offer, holder }) => !ended && (offer?.operator === id || holder === id)).length;
  return operators
    .filter(({ present }) => present)
    .filter((each) => each.departments.some((id) => departments.includes(id)))
    .filter(
      (each) =>
        relaxed.includes('skills') ||
        skills.every((wanted) => each.skills.some(({ skill, level }) => skill === wanted && level >= 1)),
    )
    .filter((each) => language === null || relaxed.includes('language') || each.languages.includes(language))
    .filter((each) => loadOf(each) < each.maxChats)
    .filter(({ id }) => !refused.has(id) && !silent.has(id))
    .toSorted((a, b) => {
      const sticky = (each: NaiveOperator): number =>
        last !== null && at <= last.until && last.id === each.id ? 0 : 1;
      const load = (each: NaiveOperator): number => loadOf(each) / each.maxChats;
      return (
        sticky(a) - sticky(b) || load(a) - load(b) || a.idleSince - b.idleSince || (a.id < b.id ? -1 : 1)
      );
    });
}
