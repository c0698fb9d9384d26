/** What can be set about language models, for `--help` and the documentation. */
export const MODEL_VARIABLES: readonly {
  readonly name: string;
  readonly fallback: string;
  readonly meaning: string;
}[] = [
  { name: 'OPENAI_API_KEY', fallback: '', meaning: 'switches to OpenAI, with its moderation endpoint' },
  { name: 'ANTHROPIC_API_KEY', fallback: '', meaning: 'switches to Anthropic' },
  { name: 'GOOGLE_GENERATIVE_AI_API_KEY', fallback: '', meaning: 'switches to Google Gemini' },
  {
    name: 'BATON_COMPATIBLE_API_KEY',
    fallback: '',
    meaning: 'key of the compatible: servers in BATON_MODELS and BATON_EMBEDDINGS, where they want one',
  },
  {
    name: 'BATON_MODELS',
    fallback: '',
    meaning:
      'models asked in this order, comma-separated provider:model or provider:model@URL, or none; default: one of each provider that has a key',
  },
  {
    name: 'OPENAI_BASE_URL',
    fallback: 'https://api.openai.com/v1',
    meaning: 'where openai: models are asked',
  },
  {
    name: 'ANTHROPIC_BASE_URL',
    fallback: 'https://api.anthropic.com/v1',
    meaning: 'where anthropic: models are asked',
  },
  {
    name: 'GOOGLE_GENERATIVE_AI_BASE_URL',
    fallback: 'https://generativelanguage.googleapis.com/v1beta',
    meaning: 'where google: models are asked',
  },
  {
    name: 'BATON_MODEL_TEMPERATURE',
    fallback: '0.2',
    meaning: 'from 0 to 2, or default for what the provider takes; left out for models that take none',
  },
  {
    name: 'BATON_MODEL_REASONING',
    fallback: 'default',
    meaning: 'how much reasoning models think: none, minimal, low, medium, high, or default',
  },
  {
    name: 'BATON_MODEL_TIMEOUT',
    fallback: '30',
    meaning: 'seconds for one request to a model, of a stream until its first words',
  },
  { name: 'BATON_MODEL_SILENCE', fallback: '10', meaning: 'seconds that a stream may pause' },
  {
    name: 'BATON_MODEL_DEADLINE',
    fallback: '60',
    meaning: 'seconds for one call with its repetitions and the models that stand in',
  },
  { name: 'BATON_MODEL_RETRIES', fallback: '2', meaning: 'repetitions of a request that failed in passing' },
  { name: 'BATON_MODEL_ANSWER_LIMIT', fallback: '50000', meaning: 'longest answer of a model in characters' },
  { name: 'BATON_TURN_CALLS', fallback: '12', meaning: 'model calls that one turn of the AI may make' },
  { name: 'BATON_TURN_TOKENS', fallback: '100000', meaning: 'tokens that one turn of the AI may spend' },
  {
    name: 'BATON_MODERATION',
    fallback: 'auto',
    meaning: 'openai, embedded, or auto: openai where an openai: model is used at OpenAI itself',
  },
  {
    name: 'BATON_EMBEDDINGS',
    fallback: '',
    meaning:
      'model for meanings instead of the embedded one: openai:model, ollama:model or compatible:model@URL',
  },
  {
    name: 'BATON_EMBEDDINGS_DIMENSIONS',
    fallback: '',
    meaning: 'numbers in its vectors; default: asked of the endpoint at the start',
  },
];
