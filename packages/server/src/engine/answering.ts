import type { JsonObject, TurnOutcome } from '@baton/protocol';
import { splitMessage } from '../core/message/split-message.ts';
import type { NewEvent } from '../core/log/new-event.ts';
import { orderTriggers } from '../core/triggers/order-triggers.ts';
import type { ComposedMessage, Composition, CompositionInput, Trigger } from '../ports/engine-stages.ts';
import type { SessionPatch } from '../ports/session-store.ts';
import { AnswerStream, PromiseMade } from './answer-stream.ts';
import { AUTHOR_TIMEOUT_MS } from './author-code.ts';
import type { Retrieval } from './binding.ts';
import { callHooks } from './call-hooks.ts';
import { actingOf } from './detect-triggers.ts';
import { gatherComposition, matchedParts } from './gather-composition.ts';
import { promiseTrigger } from './hand-over.ts';
import type { Prepared } from './prepare-answer.ts';
import type { TurnContext } from './turn-context.ts';
import type { TurnScope } from './turn-scope.ts';

export interface Composed {
  /** What calls for a person instead; empty when it may be said. */
  readonly triggers: readonly Trigger[];
  /** Null when it must not be said whatever comes: it promises a person, or was stopped because it did. */
  readonly composition: Composition | null;
  /** What the stages keep; null when it was stopped. */
  readonly state: JsonObject | null;
}

/** From what was found out to what is said. */
export class Answering {
  readonly #scope: TurnScope;
  readonly #prepared: Prepared;
  readonly #retrieved: readonly Retrieval[];
  readonly #context: TurnContext;
  #stream: AnswerStream | null = null;
  /** The first message stands in the log as far as it was shown. */
  #shown = false;

  constructor(scope: TurnScope, prepared: Prepared, retrieved: readonly Retrieval[]) {
    this.#scope = scope;
    this.#prepared = prepared;
    this.#retrieved = retrieved;
    this.#context = prepared.context;
  }

  /** Composes the answer and looks it over: too unsure a one, or one that promises a person, brings one. */
  async compose(): Promise<Composed> {
    const { stages, writer, log } = this.#scope;
    const input = await gatherComposition(this.#scope, this.#prepared, this.#retrieved, null);
    await this.#selected();
    await this.#hooks('onGeneratingMessages');
    await writer.append([log.status('typing')]);
    try {
      const composition = await this.#composeStreaming(input);
      await this.#generated(composition);
      const answer = { composition, calls: this.#prepared.calls };
      const review = this.#scope.stage('review', stages.triggers.review(this.#context, answer));
      const acting = orderTriggers(actingOf(this.#scope.recorder, await review));
      const promise = await this.#findPromise(composition);
      return {
        triggers: promise === null ? acting : [...acting, promise],
        composition: promise === null ? composition : null,
        state: composition.state,
      };
    } catch (error) {
      if (!(error instanceof PromiseMade)) throw error;
      return { triggers: [promiseTrigger(this.#context, error.quote)], composition: null, state: null };
    }
  }

  /** Says it, and `closing` behind it: the words, the turn's end and the note that the customer is answered are one write. */
  async say(
    composition: Composition,
    patch: (state: JsonObject, said: boolean) => SessionPatch,
    closing: string | null = null,
  ): Promise<TurnOutcome> {
    const { writer, log, recorder } = this.#scope;
    const { agent } = this.#context;
    const messages = [
      ...composition.messages.slice(this.#shown ? 1 : 0),
      ...(closing === null ? [] : [{ text: closing }]),
    ].filter(({ text }) => text.trim() !== '');
    for (const [id] of messages.flatMap(({ cannedResponses }) => cannedResponses ?? [])) recorder.canned(id);
    const streamed = (await this.#stream?.finish(messages[0] ?? { text: '' })) ?? null;
    const parts = messages.slice(streamed === null ? 0 : 1).flatMap(partsOf);
    const events: NewEvent[] = parts.flatMap((message, index) => [
      ...(index > 0 || streamed !== null ? [log.status('typing')] : []),
      log.composed(agent, message),
      log.status('ready'),
    ]);
    if (streamed !== null) events.unshift(log.status('ready'));
    const said = messages.length > 0;
    await writer.commit({
      events: [...events, log.completed(matchedParts(this.#prepared))],
      patch: patch(composition.state, said),
      ...(streamed !== null && { rewrite: streamed }),
    });
    this.#stream = null;
    if (said) await this.#emitted(messages.map(({ text }) => text));
    return said ? 'answered' : 'silent';
  }

  /** Ends a stream that has begun, whatever came of the turn. */
  async close(): Promise<void> {
    const stream = this.#stream;
    this.#stream = null;
    if ((await stream?.close()) === true) this.#shown = true;
  }

  async #composeStreaming(input: CompositionInput): Promise<Composition> {
    const { composer } = this.#scope.stages;
    const { agent, signal } = this.#context;
    const streams =
      agent.messageOutputMode === 'stream' && (input.mode === 'fluid' || input.mode === 'canned_fluid');
    if (!streams) return this.#scope.stage('compose', composer.compose(this.#context, input));
    const stream = new AnswerStream(this.#scope);
    this.#stream = stream;
    // What may not be shown any further need not be written to its end either.
    const stop = new AbortController();
    const context = { ...this.#context, signal: AbortSignal.any([signal, stop.signal]) };
    const composing = composer.compose(context, { ...input, onText: stream.onText });
    composing.catch(() => undefined);
    try {
      return await this.#scope.stage('compose', Promise.race([composing, stream.broken]));
    } finally {
      stop.abort(new Error('the answer has ended'));
    }
  }

  async #findPromise(composition: Composition): Promise<Trigger | null> {
    for (const message of composition.messages) {
      const finding = this.#scope.stages.checker.findTransferPromise(message.text);
      const promise = await this.#scope.stage('check', finding);
      if (promise !== null) return promiseTrigger(this.#context, promise.quote);
    }
    return null;
  }

  /** An author's functions for what was matched; one that fails fails alone. */
  async #selected(): Promise<void> {
    const { author } = this.#scope;
    await Promise.all(
      this.#prepared.matches.map(async ({ guideline: { id, binding } }) => {
        const { onSelected } = binding;
        if (onSelected === undefined) return null;
        return author.attempt(`onSelected of ${id}`, AUTHOR_TIMEOUT_MS, () => onSelected(this.#context));
      }),
    );
  }

  /** After the write: nothing that goes wrong here changes what has been said. */
  async #emitted(texts: readonly string[]): Promise<void> {
    const { author } = this.#scope;
    const { hooks } = this.#context.behaviour.binding;
    try {
      await Promise.all(
        this.#prepared.matches.map(async ({ guideline: { id, binding } }) => {
          const { onMessage } = binding;
          if (onMessage === undefined) return null;
          return author.attempt(`onMessage of ${id}`, AUTHOR_TIMEOUT_MS, () =>
            onMessage(this.#context, texts),
          );
        }),
      );
      await callHooks(author, hooks, 'onMessagesEmitted', this.#context, texts);
    } catch (error) {
      author.failed('onMessagesEmitted', error);
    }
  }

  async #generated(composition: Composition): Promise<void> {
    const { author } = this.#scope;
    const { hooks } = this.#context.behaviour.binding;
    if (hooks === undefined) return;
    for (const { draft, text } of composition.messages) {
      if (draft !== undefined) await callHooks(author, hooks, 'onDraftGenerated', this.#context, draft);
      await callHooks(author, hooks, 'onMessageGenerated', this.#context, text);
    }
  }

  async #hooks(point: 'onGeneratingMessages'): Promise<void> {
    const { hooks } = this.#context.behaviour.binding;
    if (hooks !== undefined) await callHooks(this.#scope.author, hooks, point, this.#context);
  }
}

/** A template is said as it stands; of an answer in parts the last one names its sources. */
function partsOf(message: ComposedMessage): readonly ComposedMessage[] {
  if ((message.cannedResponses ?? []).length > 0) return [message];
  const { draft: _draft, citations, ...rest } = message;
  const texts = splitMessage(message.text);
  return texts.map((text, index) => ({
    ...rest,
    text,
    ...(citations !== undefined && index === texts.length - 1 && { citations }),
  }));
}
