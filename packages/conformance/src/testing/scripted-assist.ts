import type { AssistEngine } from '@baton/server/internals';

type Suggest = AssistEngine['replySuggester']['suggest'];
type Rewrite = NonNullable<AssistEngine['draftRewriter']>['rewrite'];

/** What a model would write for operators, as a test has it. */
export class ScriptedAssist implements Pick<AssistEngine, 'replySuggester' | 'draftRewriter'> {
  readonly replySuggester: AssistEngine['replySuggester'];
  readonly draftRewriter: NonNullable<AssistEngine['draftRewriter']>;
  #suggest: Suggest = async () => null;
  #rewrite: Rewrite = async ({ text }) => text;

  constructor() {
    this.replySuggester = {
      streams: true,
      suggest: (request, onText) => this.#suggest(request, onText),
    };
    this.draftRewriter = { rewrite: (request) => this.#rewrite(request) };
  }

  onSuggest(suggest: Suggest): void {
    this.#suggest = suggest;
  }

  onRewrite(rewrite: Rewrite): void {
    this.#rewrite = rewrite;
  }
}
