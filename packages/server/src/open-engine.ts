import type { Logger } from 'pino';
import { openEncoder, openTable } from '@baton/encoder';
import { HybridArticleSearch } from './adapters/articles/hybrid-article-search.ts';
import { embeddedStages } from './adapters/embedded/embedded-stages.ts';
import { MessageCosines } from './adapters/embedded/message-cosines.ts';
import { entriesOf } from './adapters/embedded/match/meanings.ts';
import { IntentIndexes } from './adapters/encoder/intent-indexes.ts';
import { ModelSummaryWriter } from './adapters/model-summary/model-summary-writer.ts';
import { modelStages } from './adapters/model-stages/model-stages.ts';
import { EmbeddedSuggester } from './adapters/suggest/embedded-suggester.ts';
import { NO_SUGGESTIONS } from './adapters/suggest/no-suggestions.ts';
import { ModelContentWriter } from './adapters/suggest/model-content-writer.ts';
import { ModelRewriter } from './adapters/suggest/model-rewriter.ts';
import { ModelSuggester } from './adapters/suggest/model-suggester.ts';
import { openModels } from './adapters/models/open-models.ts';
import { EmbeddedModerator } from './adapters/moderation/embedded-moderator.ts';
import { ThreadTextAnalyser } from './adapters/text/thread-text-analyser.ts';
import type { Config, EncoderChoice, SuggestionChoice } from './config.ts';
import type { AgentBehaviour } from './engine/behaviour.ts';
import type { ArticleSearch } from './ports/article-search.ts';
import type { Clock } from './ports/clock.ts';
import type { Encoder } from './ports/encoder.ts';
import type { ContentWriter } from './ports/content-writer.ts';
import type { DraftRewriter } from './ports/draft-rewriter.ts';
import type { EngineStages, GuidelineMatcher } from './ports/engine-stages.ts';
import type { ReplySuggester } from './ports/reply-suggester.ts';
import type { Model } from './ports/model.ts';
import type { SummaryWriter } from './ports/summary-writer.ts';
import type { TextAnalyser } from './ports/text-analyser.ts';
import type { Moderator } from './ports/moderator.ts';

/** With a model, a customer who has read nothing for so long is told that he is heard. */
const PREAMBLE_AFTER_MS = 1500;

/** What turns and messages are given to work with. */
export interface OpenedEngine extends AsyncDisposable {
  readonly stages: EngineStages;
  readonly moderator: Moderator;
  readonly articleSearch: ArticleSearch;
  /** Without a language model, whatever the stages are on: for trying many messages. */
  readonly matcher: GuidelineMatcher;
  readonly textAnalyser: TextAnalyser;
  /** Null without a language model. */
  readonly summaryWriter: SummaryWriter | null;
  readonly replySuggester: ReplySuggester;
  /** Null without a language model. */
  readonly draftRewriter: DraftRewriter | null;
  /** Null without a language model. */
  readonly contentWriter: ContentWriter | null;
  readonly preambleAfter: number | null;
  /** Encodes an agent's articles and examples ahead, off the event loop: its first customer does not wait for that. */
  prepare(behaviour: AgentBehaviour): Promise<void>;
}

/**
 * The stages that the configuration asks for: on language models, with the embedded ones standing in, or the
 * embedded ones alone. The encoder's files are loaded by the first text, in a thread.
 */
export async function openEngine(
  config: Config,
  parts: { readonly clock: Clock; readonly log: Logger },
): Promise<OpenedEngine> {
  const { log } = parts;
  await using stack = new AsyncDisposableStack();
  const models = stack.use(await openModels(config.models, { ...parts, moderator: new EmbeddedModerator() }));
  const encoder = models.encoder ?? (await openChosenEncoder(config.encoder, log));
  if (encoder !== null) stack.use(encoder);
  const meanings = encoder === null ? null : new IntentIndexes(encoder);
  // How near is the same depends on the model: what is set up from outside was not measured.
  const cosines = encoder === null || models.encoder !== null ? null : new MessageCosines(encoder);
  const embedded = embeddedStages({
    ...(meanings !== null && { meanings }),
    ...(cosines !== null && { cosines }),
  });
  const { country, languages } = config;
  const textAnalyser = stack.use(new ThreadTextAnalyser({ country, languages, log }));
  const { model, moderator } = models;
  const suggester = new EmbeddedSuggester(cosines === null ? null : (texts) => cosines.between(texts));
  const warn = log.warn.bind(log);
  const articleSearch = new HybridArticleSearch(encoder);
  const owned = stack.move();
  return {
    stages: model === null ? embedded : modelStages({ model, embedded, encoder }),
    moderator,
    articleSearch,
    matcher: embedded.matcher,
    textAnalyser,
    summaryWriter: model === null ? null : new ModelSummaryWriter(model),
    replySuggester: chosenSuggester(config.suggestions, { model, embedded: suggester, warn }),
    draftRewriter: model === null ? null : new ModelRewriter(model),
    contentWriter: model === null ? null : new ModelContentWriter(model),
    preambleAfter: model === null ? null : PREAMBLE_AFTER_MS,
    async prepare(behaviour) {
      try {
        await articleSearch.prepare(behaviour.articles);
      } catch (error) {
        log.debug({ err: error }, 'articles could not be encoded ahead');
      }
      const entries = entriesOf(behaviour);
      if (meanings === null || entries.length === 0) return;
      try {
        await meanings.prepare(entries);
      } catch (error) {
        log.debug({ err: error }, 'examples could not be encoded ahead');
      }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function chosenSuggester(
  choice: SuggestionChoice,
  parts: {
    readonly model: Model | null;
    readonly embedded: ReplySuggester;
    readonly warn: Logger['warn'];
  },
): ReplySuggester {
  const { model, embedded, warn } = parts;
  if (choice === 'off') return NO_SUGGESTIONS;
  return choice === 'embedded' || model === null ? embedded : new ModelSuggester(model, embedded, warn);
}

async function openChosenEncoder(choice: EncoderChoice, log: Logger): Promise<Encoder | null> {
  if (choice === 'off') return null;
  if (choice === 'table') return openTable();
  return openEncoder({ log: (message, cause) => log.warn({ err: cause }, message) });
}
