import { performance } from 'node:perf_hooks';
import type {
  Evidence,
  HeldBack,
  TracedGuideline,
  TracedStep,
  TurnOutcome,
  TurnRecord,
} from '@baton/protocol';
import { formatTime } from '../core/time.ts';
import { boundRecord } from './bound-record.ts';
import type { ModelCallTrace, TurnTrace } from './turn-trace.ts';

export interface RecordedTurn {
  readonly traceId: string;
  readonly sessionId: string;
  readonly agentId: string;
  /** When it began, in microseconds since 1970. */
  readonly at: number;
  readonly answers: number | null;
}

/** A loop must not fill the memory: what comes after so many entries of a list is left out. */
const MOST_ENTRIES = 300;
const LONGEST_REASON = 200;

/** Collects what a turn does, for its record. */
export class TurnRecorder implements TurnTrace {
  readonly turn: RecordedTurn;
  readonly #began = performance.now();
  readonly #guidelines = new Map<string, TracedGuideline>();
  readonly #triggers: TurnRecord['triggers'] = [];
  readonly #steps: TracedStep[] = [];
  readonly #tools: TurnRecord['tools'] = [];
  readonly #canned: string[] = [];
  readonly #stages: TurnRecord['stages'] = [];
  readonly #calls: TurnRecord['model_calls'] = [];
  readonly #fallbacks: TurnRecord['fallbacks'] = [];
  #preamble: string | null = null;
  #answer: Pick<TurnRecord, 'confidence' | 'stalled_turns'> = {};
  #truncated = false;

  constructor(turn: RecordedTurn) {
    this.turn = turn;
  }

  modelCall(call: ModelCallTrace): void {
    this.#add(this.#calls, {
      purpose: call.purpose.slice(0, 60),
      model: call.model.slice(0, 120),
      input_tokens: call.inputTokens,
      output_tokens: call.outputTokens,
      milliseconds: rounded(call.milliseconds),
    });
  }

  fellBack(stage: string, reason: string): void {
    this.#add(this.#fallbacks, { stage: stage.slice(0, 120), reason: reason.slice(0, LONGEST_REASON) });
  }

  /** Waits for a stage and notes how long it took, also when it fails. */
  async timed<T>(stage: string, run: Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      return await run;
    } finally {
      this.#add(this.#stages, { stage, milliseconds: rounded(performance.now() - began) });
    }
  }

  /** `heldBack`: why nothing came of it, where nothing did. */
  trigger(reason: string, evidence: Evidence, heldBack?: HeldBack): void {
    const held = heldBack === undefined ? {} : { held_back: heldBack };
    this.#add(this.#triggers, { reason: reason.slice(0, 120), evidence, ...held });
  }

  answer(confidence: number, stalledTurns: number): void {
    this.#answer = { confidence: rounded(confidence), stalled_turns: stalledTurns };
  }

  /** What was decided about a guideline last is what counts. */
  guideline(guideline: TracedGuideline): void {
    if (this.#guidelines.size >= MOST_ENTRIES && !this.#guidelines.has(guideline.id)) this.#truncated = true;
    else this.#guidelines.set(guideline.id, guideline);
  }

  step(step: TracedStep): void {
    this.#add(this.#steps, step);
  }

  tool(toolId: string, milliseconds: number, error: string | null): void {
    this.#add(this.#tools, { tool_id: toolId, milliseconds: rounded(milliseconds), error });
  }

  canned(id: string): void {
    this.#add(this.#canned, id);
  }

  preamble(text: string): void {
    this.#preamble = text;
  }

  /** The record, at most 64 KiB of it. */
  build(outcome: TurnOutcome): TurnRecord {
    const { traceId, sessionId, agentId, at, answers } = this.turn;
    return boundRecord({
      trace_id: traceId,
      session_id: sessionId,
      agent_id: agentId,
      creation_utc: formatTime(at),
      milliseconds: rounded(performance.now() - this.#began),
      outcome,
      answers,
      triggers: this.#triggers,
      guidelines: [...this.#guidelines.values()],
      journeys: this.#steps,
      tools: this.#tools,
      canned_responses: this.#canned,
      stages: this.#stages,
      model_calls: this.#calls,
      fallbacks: this.#fallbacks,
      preamble: this.#preamble,
      ...this.#answer,
      truncated: this.#truncated,
    });
  }

  #add<T>(list: T[], entry: T): void {
    if (list.length < MOST_ENTRIES) list.push(entry);
    else this.#truncated = true;
  }
}

/** To hundredths: what is finer is noise. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
