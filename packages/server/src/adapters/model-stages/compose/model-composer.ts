import type { TurnContext } from '../../../engine/turn-context.ts';
import type {
  ComposedMessage,
  Composer,
  Composition,
  CompositionInput,
} from '../../../ports/engine-stages.ts';
import { citedArticles, nameSources, retrievedArticles } from '../../../core/behaviour/cite-articles.ts';
import { DESK_TEXTS } from '../../../core/handoff/texts/texts-in.ts';
import { findPromiseOfNow } from '../../../core/nlp/transfer-promise/find-promise-of-now.ts';
import { findTransferPromise } from '../../../core/nlp/transfer-promise/find-transfer-promise.ts';
import { NO_TEMPLATE_FITS } from '../../embedded/compose/choose-canned.ts';
import { writtenLanguage } from '../../embedded/compose/handoff-notice.ts';
import { NotTheModels, UnusableAnswerError, orFallBack } from '../fall-back.ts';
import type { StageModel } from '../stage-model.ts';
import { afterComposing, afterHandoff } from './after-composing.ts';
import { DraftSchema, MessageSchema, TemplateSchema } from './answers.ts';
import { chooseTemplate } from './choose-template.ts';
import { composeQuestion } from './compose-question.ts';
import type { ComposeForm } from './compose-question.ts';
import { wholeSentences } from './sentences.ts';
import { supportedConfidence } from './support.ts';

const NOTHING_FITS = 0.2;
/** From here on a template takes the place of a draft … */
const HIGH_FIT = 0.8;
/** … and where nothing else may be said. */
const STRICT_FIT = 0.5;
const LONGEST_MESSAGE = 8000;
/** An answer without an estimate of its own, e.g. one that broke off. */
const UNKNOWN_CONFIDENCE = 0.6;
const BROKEN_OFF = 0.5;

const MESSAGE: ComposeForm = {
  rules: ['Answer in JSON with "message" and "confidence".'],
  task: 'Write the next message.',
  templates: false,
};
const IN_STYLE: ComposeForm = {
  ...MESSAGE,
  rules: [
    'Write in the style of "templates": their words, tone and form; use their sentences where they fit.',
    ...MESSAGE.rules,
  ],
  templates: true,
};
const DRAFT: ComposeForm = {
  ...MESSAGE,
  rules: [
    'Answer in JSON with "message" and "confidence". Then compare with "templates": "template" is the id of the one',
    'that says the same as your message, or null; "fit", 0 to 1, how nearly the same it is; "fields" the words for',
    'what is under its "fill", short and plain, each to stand in place of {{ generative.name }}.',
  ],
  templates: true,
};
const TEMPLATE: ComposeForm = {
  rules: [
    'You cannot write freely: choose the one of "templates" that says what is to be said. Answer in JSON: "template",',
    'its id, or null when none fits; "fit", 0 to 1, how well it does; "fields", the words for what is under its',
    '"fill", short and plain, each to stand in place of {{ generative.name }}; and "confidence".',
  ],
  task: 'Choose the next message.',
  templates: true,
};
const STREAMED: ComposeForm = {
  rules: [
    'Write the message alone, as plain text. Then begin a new line with the CODE and, after a blank, "confidence".',
  ],
  task: 'Write the next message.',
  templates: false,
};

/**
 * Writes the answer in one call, in the way of the composition mode. In strict mode nothing but a rendered
 * template is ever said, whatever the model answers.
 */
export class ModelComposer implements Composer {
  readonly #model: StageModel;
  readonly #embedded: Composer;

  constructor(model: StageModel, embedded: Composer) {
    this.#model = model;
    this.#embedded = embedded;
  }

  async compose(context: TurnContext, input: CompositionInput): Promise<Composition> {
    if (isSilent(context, input)) return { messages: [], confidence: 1, state: input.state };
    if (input.mode === 'strict_canned' && input.canned.length === 0) return noTemplate(context, input);
    if (input.handoff !== null && saysItAlone(context, input)) return this.#embedded.compose(context, input);
    return orFallBack(
      context,
      'compose',
      () => this.#byModel(context, input),
      () => this.#without(context, input),
    );
  }

  #byModel(context: TurnContext, input: CompositionInput): Promise<Composition> {
    if (input.mode === 'strict_canned') return this.#template(context, input);
    if (input.handoff !== null) return this.#handOver(context, input);
    const offered = input.canned.length > 0;
    if (input.mode === 'composited_canned')
      return this.#message(context, input, offered ? IN_STYLE : MESSAGE);
    if (input.mode === 'canned_fluid' && offered) return this.#draft(context, input);
    // A template cannot take the place of what the customer has read: where templates are offered nothing is streamed.
    if (input.onText !== null) return this.#stream(context, input, input.onText);
    return this.#message(context, input, MESSAGE);
  }

  async #message(context: TurnContext, input: CompositionInput, form: ComposeForm): Promise<Composition> {
    const question = composeQuestion(context, input, form);
    const { message, confidence } = await this.#model.structured(context, question, MessageSchema);
    return composed(context, input, { text: usable(message) }, confidence);
  }

  async #draft(context: TurnContext, input: CompositionInput): Promise<Composition> {
    const question = composeQuestion(context, input, DRAFT);
    const answer = await this.#model.structured(context, question, DraftSchema);
    const draft = usable(answer.message);
    const template = chooseTemplate(answer, input.canned, HIGH_FIT);
    const message = template === null ? { text: draft } : { ...template, draft };
    return composed(context, input, message, answer.confidence);
  }

  async #template(context: TurnContext, input: CompositionInput): Promise<Composition> {
    const question = composeQuestion(context, input, TEMPLATE);
    const answer = await this.#model.structured(context, question, TemplateSchema);
    const message = chooseTemplate(answer, input.canned, STRICT_FIT);
    if (message === null) return noTemplate(context, input);
    if (input.handoff !== null) {
      const promises = input.handoff.available === false && findPromiseOfNow(message.text) !== null;
      return promises ? noTemplate(context, input) : handedOver(context, input, message);
    }
    return composed(context, input, message, answer.confidence);
  }

  /** The transition message (H3.2). One that does not say that a person comes is not the one. */
  async #handOver(context: TurnContext, input: CompositionInput): Promise<Composition> {
    const question = composeQuestion(context, input, MESSAGE);
    const { message } = await this.#model.structured(context, question, MessageSchema);
    const text = usable(message);
    const readable = DESK_TEXTS[writtenLanguage(context)] !== undefined;
    if (readable && findTransferPromise(text) === null) {
      throw new UnusableAnswerError('the message does not say that a person takes over');
    }
    // H4.5: in a language that nobody here reads it cannot be told from a promise that would be broken.
    if (input.handoff?.available === false && (!readable || findPromiseOfNow(text) !== null)) {
      throw new UnusableAnswerError('the message promises a person for now, and nobody can come');
    }
    return handedOver(context, input, { text });
  }

  async #stream(
    context: TurnContext,
    input: CompositionInput,
    onText: (text: string) => Promise<void>,
  ): Promise<Composition> {
    let shown = '';
    const show = async (text: string): Promise<void> => {
      const sentences = wholeSentences(text.slice(0, LONGEST_MESSAGE)).trim();
      if (sentences.length <= shown.length) return;
      try {
        await onText(sentences);
      } catch (error) {
        throw new NotTheModels(error);
      }
      shown = sentences;
    };
    try {
      const reply = await this.#model.stream(context, composeQuestion(context, input, STREAMED), show);
      const text = usable(reply.truncated ? wholeSentences(reply.text) || reply.text : reply.text);
      return composed(context, input, { text }, estimateIn(reply.afterCode));
    } catch (error) {
      if (error instanceof NotTheModels || shown === '') throw error;
      context.signal.throwIfAborted();
      // What the customer has read stays; it is not begun anew in other words.
      context.trace.fellBack('compose', 'the answer broke off');
      return composed(context, input, { text: shown }, UNKNOWN_CONFIDENCE * BROKEN_OFF);
    }
  }

  /** In strict mode the embedded composer keeps to templates too; where it has none the fixed words are left. */
  async #without(context: TurnContext, input: CompositionInput): Promise<Composition> {
    const composition = await this.#embedded.compose(context, input);
    if (input.mode !== 'strict_canned' || isCanned(composition, input)) return composition;
    return noTemplate(context, input);
  }
}

/** Nobody asked, nothing applies, and the conversation has begun: there is nothing to say. */
function isSilent(context: TurnContext, input: CompositionInput): boolean {
  if (context.latest !== null || input.handoff !== null || context.instructions.length > 0) return false;
  const begun = context.history.some((entry) => entry.type === 'message');
  return begun && input.matches.length === 0 && input.instructions.length === 0;
}

/**
 * Where there is nothing to tell but that a person comes, the words written for it in the customer's language are
 * right at once; a model is asked for other languages, and to weave in what was found out.
 */
function saysItAlone(context: TurnContext, { mode, calls, matches }: CompositionInput): boolean {
  if (mode === 'strict_canned' || DESK_TEXTS[writtenLanguage(context)] === undefined) return false;
  const told = calls.filter(({ error, result: { control } }) => {
    const asksForPerson = control?.mode === 'manual' || (control?.handoff ?? null) !== null;
    return error === null && !asksForPerson;
  });
  return told.length === 0 && matches.every(({ guideline }) => guideline.say === null);
}

function isCanned({ messages }: Composition, { canned }: CompositionInput): boolean {
  return messages.every(
    ({ text }) => text === NO_TEMPLATE_FITS || canned.some((candidate) => candidate.text === text),
  );
}

function noTemplate(context: TurnContext, input: CompositionInput): Composition {
  if (input.handoff !== null)
    return { messages: [], confidence: 1, state: afterHandoff(context, input.state) };
  // Nobody has said anything that could be understood.
  if (context.latest === null || context.instructions.length > 0) {
    return { messages: [], confidence: 1, state: input.state };
  }
  const state = afterComposing(context, input, NO_TEMPLATE_FITS, NOTHING_FITS);
  return { messages: [{ text: NO_TEMPLATE_FITS }], confidence: NOTHING_FITS, state };
}

function composed(
  context: TurnContext,
  input: CompositionInput,
  message: ComposedMessage,
  estimate: number,
): Composition {
  const confidence = supportedConfidence(estimate, context, input);
  const said = message.cannedResponses === undefined ? withSources(message, input) : message;
  const state = afterComposing(context, input, said.text, confidence);
  return { messages: [said], confidence, state };
}

/** What it tells from is named, also where the model has not done so. */
function withSources(message: ComposedMessage, { retrieved }: CompositionInput): ComposedMessage {
  const citations = citedArticles(message.text, retrievedArticles(retrieved));
  if (citations.length === 0) return message;
  return { ...message, text: nameSources(message.text, citations), citations };
}

function handedOver(context: TurnContext, input: CompositionInput, message: ComposedMessage): Composition {
  return { messages: [message], confidence: 1, state: afterHandoff(context, input.state) };
}

function usable(message: string): string {
  const text = message.trim().slice(0, LONGEST_MESSAGE).toWellFormed();
  if (text === '') throw new UnusableAnswerError('the answer is empty');
  return text;
}

function estimateIn(afterCode: string): number {
  const found = /\d(?:\.\d+)?|\.\d+/.exec(afterCode.slice(0, 100));
  return found === null ? UNKNOWN_CONFIDENCE : Number(found[0]);
}
