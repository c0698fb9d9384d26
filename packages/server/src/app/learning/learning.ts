import type {
  CandidateContent,
  CandidateKind,
  CandidateReplay,
  CandidateState,
  OperatorRef,
  ProposeCandidate,
  UpdateCandidate,
} from '@baton/protocol';
import type { CandidateRecord } from '../../core/behaviour/candidate-record.ts';
import { templateProblem } from '../../core/canned/parse-template.ts';
import { contentFault, draftContent } from '../../core/learning/candidate-content.ts';
import { asTemplate, isUnchanged, makeLearnt } from '../../core/learning/make-learnt.ts';
import type { Learnt } from '../../core/learning/make-learnt.ts';
import type { BehaviourChange } from '../../ports/behaviour-store.ts';
import type { App } from '../app.ts';
import { ArticlePreparer } from '../behaviour/article-preparer.ts';
import { noRoomFor } from '../behaviour/article-room.ts';
import type { BehaviourWriter } from '../behaviour/behaviour-writer.ts';
import type { Behaviours } from '../behaviour/behaviours.ts';
import { removals } from '../behaviour/removals.ts';
import { randomId } from '../random-id.ts';
import { done } from './learning-outcome.ts';
import type { LearningOutcome } from './learning-outcome.ts';
import { readExchange } from './read-exchange.ts';
import { replayCandidate } from './replay-candidate.ts';

export interface LearningParts {
  readonly app: App;
  readonly behaviours: Behaviours;
  /** All changes of behaviour wait for each other there: of two who decide about one candidate one comes first. */
  readonly writer: BehaviourWriter;
}

/** Of those that are decided and made nothing the oldest go first. */
const MOST_CANDIDATES = 5000;
/** As many of a kind as can be made over REST. */
const MOST_RECORDS = 10_000;
/** Each looks at hundreds of messages. */
const MOST_REPLAYS_WAITING = 4;
/** The operator waits for it. */
const WRITING_TIMEOUT_MS = 15_000;
const DECIDED: Readonly<Record<Exclude<CandidateState, 'proposed'>, string>> = {
  approved: 'approved',
  rejected: 'rejected',
  undone: 'taken back',
};

/**
 * What the AI may learn from persons' answers. An operator proposes, a lead decides; nothing is used before that, and
 * what came of it can be taken back.
 */
export class Learning {
  readonly #parts: LearningParts;
  readonly #preparer: ArticlePreparer;
  #replaying: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(parts: LearningParts) {
    this.#parts = parts;
    this.#preparer = new ArticlePreparer(parts);
  }

  /** Newest first. */
  list({
    state,
    agentId,
  }: {
    state?: CandidateState | undefined;
    agentId?: string | undefined;
  }): CandidateRecord[] {
    return this.#parts.behaviours
      .list('candidate')
      .filter((candidate) => state === undefined || candidate.state === state)
      .filter((candidate) => agentId === undefined || candidate.agentId === agentId)
      .toReversed();
  }

  /** The same answer again as the same kind is the candidate that is there, unless that was turned down. */
  async propose(by: OperatorRef, body: ProposeCandidate): Promise<LearningOutcome<CandidateRecord>> {
    const { app, writer } = this.#parts;
    const { kind, session_id: sessionId, answer_offset: offset } = body;
    const session = await app.sessions.readSession(sessionId);
    if (session === null) return { type: 'no-session', id: sessionId };
    const known = this.#same(kind, sessionId, offset);
    if (known !== undefined) return done(known);
    const read = await readExchange(app, session, offset);
    if (read === null) return { type: 'unfit', detail: `No person wrote a message at offset ${offset}.` };
    const content = body.content ?? (await this.#write(kind, draftContent(kind, read.source, read.personal)));
    const fault = faultOf(kind, content);
    if (fault !== null) return { type: 'unfit', detail: fault };
    return writer.run(async () => {
      const there = this.#same(kind, sessionId, offset);
      if (there !== undefined) return done(there);
      // What is deleted meanwhile is forgotten after this, or before: then nothing of it is to come back.
      const answer = await app.sessions.readEvent(sessionId, offset);
      if (answer === null || answer.deleted) return { type: 'no-session', id: sessionId };
      const room = this.#makeRoom();
      if (room === null)
        return { type: 'unfit', detail: 'Too many candidates wait for a lead: decide about some first.' };
      const record: CandidateRecord = {
        id: randomId(),
        createdAt: app.clock.now(),
        kind,
        state: 'proposed',
        agentId: session.agentId,
        content,
        source: read.source,
        proposedBy: by,
        decidedBy: null,
        decidedAt: null,
        madeId: null,
      };
      await this.#apply([...room, put(record)]);
      return done(record);
    });
  }

  update(id: string, { kind, content }: UpdateCandidate): Promise<LearningOutcome<CandidateRecord>> {
    return this.#decide(id, 'proposed', async (candidate) => {
      const changed = { ...candidate, kind: kind ?? candidate.kind, content: content ?? candidate.content };
      const fault = faultOf(changed.kind, changed.content);
      if (fault !== null) return { type: 'unfit', detail: fault };
      await this.#apply([put(changed)]);
      return done(changed);
    });
  }

  /** What it holds becomes part of what the agent knows, in one write with the candidate's new state. */
  approve(id: string, by: OperatorRef): Promise<LearningOutcome<CandidateRecord>> {
    const { app, behaviours } = this.#parts;
    return this.#decide(id, 'proposed', async (candidate) => {
      if ((await app.directory.readAgent(candidate.agentId)) === null)
        return { type: 'not-found', id: candidate.agentId };
      const at = app.clock.now();
      const learnt = makeLearnt(candidate, at);
      const full = this.#noRoom(learnt);
      if (full !== null) return { type: 'unfit', detail: full };
      // It was taken back once, and somebody made another under its id since.
      if (behaviours.get(learnt.kind, learnt.record.id) !== null)
        return { type: 'refused', code: 'changed-since', detail: 'What it would make is there already.' };
      const approved = decided(candidate, 'approved', by, at, learnt.record.id);
      await this.#apply([{ op: 'put', ...learnt }, put(approved)]);
      if (learnt.kind === 'article') this.#preparer.soon();
      return done(approved);
    });
  }

  reject(id: string, by: OperatorRef): Promise<LearningOutcome<CandidateRecord>> {
    return this.#decide(id, 'proposed', async (candidate) => {
      const rejected = decided(candidate, 'rejected', by, this.#parts.app.clock.now(), null);
      await this.#apply([put(rejected)]);
      return done(rejected);
    });
  }

  /** Takes back what approval made, unless somebody has worked on it since. */
  undo(id: string, by: OperatorRef): Promise<LearningOutcome<CandidateRecord>> {
    const { app, behaviours } = this.#parts;
    return this.#decide(id, 'approved', async (candidate) => {
      const learnt = makeLearnt(candidate, candidate.decidedAt ?? 0);
      const now = behaviours.get(learnt.kind, learnt.record.id);
      if (now !== null && !isUnchanged(learnt, now)) {
        const detail = `What it made ('${learnt.record.id}') has been changed since: change or delete it there.`;
        return { type: 'refused', code: 'changed-since', detail };
      }
      const undone = decided(candidate, 'undone', by, app.clock.now(), null);
      const records = [{ kind: learnt.kind, id: learnt.record.id }];
      await this.#apply([...removals(behaviours, { records }), put(undone)]);
      return done(undone);
    });
  }

  /** What approval would change in past conversations. One at a time; null when too many wait. */
  async replay(id: string): Promise<LearningOutcome<CandidateReplay>> {
    const candidate = this.#parts.behaviours.get('candidate', id);
    if (candidate === null) return { type: 'not-found', id };
    const agent = await this.#parts.app.directory.readAgent(candidate.agentId);
    if (agent === null) return { type: 'not-found', id: candidate.agentId };
    if (this.#waiting >= MOST_REPLAYS_WAITING)
      return {
        type: 'refused',
        code: 'rate-limited',
        detail: 'Others are being tried out: try again in a moment.',
      };
    this.#waiting += 1;
    const replaying = this.#replaying.then(() => replayCandidate(this.#parts, agent, candidate));
    this.#replaying = replaying.catch(() => undefined);
    try {
      return done(await replaying);
    } finally {
      this.#waiting -= 1;
    }
  }

  #decide(
    id: string,
    state: CandidateState,
    decide: (candidate: CandidateRecord) => Promise<LearningOutcome<CandidateRecord>>,
  ): Promise<LearningOutcome<CandidateRecord>> {
    return this.#parts.writer.run(async () => {
      const candidate = this.#parts.behaviours.get('candidate', id);
      if (candidate === null) return { type: 'not-found', id };
      return candidate.state === state ? decide(candidate) : wrongState(candidate);
    });
  }

  /** In better words where a language model is set up; one that fails or takes long leaves the draft. */
  async #write(kind: CandidateKind, draft: CandidateContent): Promise<CandidateContent> {
    const { contentWriter, log } = this.#parts.app;
    if (contentWriter === undefined) return draft;
    try {
      const signal = AbortSignal.timeout(WRITING_TIMEOUT_MS);
      const written = await contentWriter.write({ kind, draft, signal });
      return faultOf(kind, written) === null ? written : draft;
    } catch (error) {
      log.warn({ err: error }, 'what may be learnt could not be written anew');
      return draft;
    }
  }

  #same(kind: CandidateKind, sessionId: string, offset: number): CandidateRecord | undefined {
    return this.#parts.behaviours
      .list('candidate')
      .findLast(
        (candidate) =>
          candidate.kind === kind &&
          candidate.source.session_id === sessionId &&
          candidate.source.answer_offset === offset &&
          (candidate.state === 'proposed' || candidate.state === 'approved'),
      );
  }

  /** What has to go for one more; null when nothing may. */
  #makeRoom(): BehaviourChange[] | null {
    const all = this.#parts.behaviours.list('candidate');
    if (all.length < MOST_CANDIDATES) return [];
    const oldest = all.find(({ state }) => state === 'rejected' || state === 'undone');
    return oldest === undefined ? null : [{ op: 'delete', kind: 'candidate', id: oldest.id }];
  }

  #noRoom(learnt: Learnt): string | null {
    const { behaviours } = this.#parts;
    if (learnt.kind === 'article') return noRoomFor(behaviours, [learnt.record]);
    return behaviours.countStored(learnt.kind) < MOST_RECORDS
      ? null
      : `There are ${MOST_RECORDS} of these already; delete some first.`;
  }

  #apply(changes: readonly BehaviourChange[]): Promise<void> {
    return this.#parts.behaviours.apply(changes);
  }
}

function put(record: CandidateRecord): BehaviourChange {
  return { op: 'put', kind: 'candidate', record };
}

function decided(
  candidate: CandidateRecord,
  state: CandidateState,
  by: OperatorRef,
  at: number,
  madeId: string | null,
): CandidateRecord {
  return { ...candidate, state, decidedBy: { id: by.id, name: by.name }, decidedAt: at, madeId };
}

function wrongState({ state, decidedBy }: CandidateRecord): LearningOutcome<CandidateRecord> {
  if (state === 'proposed') return { type: 'unfit', detail: 'It has not been approved.' };
  const detail = `It has been ${DECIDED[state]} by ${decidedBy?.name ?? 'somebody'}.`;
  return { type: 'refused', code: 'already-decided', detail };
}

function faultOf(kind: CandidateKind, content: CandidateContent): string | null {
  const fault = contentFault(kind, content);
  if (fault !== null || kind !== 'canned_response') return fault;
  const problem = templateProblem(asTemplate(content.text));
  return problem === null ? null : `The text cannot be a canned response: ${problem}`;
}
