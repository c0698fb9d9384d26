import type { Config } from '../config.ts';

/** What a program says once it listens: where everything is, what answers, and who may do what. */
export function welcomeText(
  { url, recovered }: { readonly url: string; readonly recovered: number },
  title: string,
  { apiKeys, models }: Pick<Config, 'apiKeys' | 'models'>,
): string {
  const lines = [
    title,
    '',
    `  Chat, as a customer       ${url}/chat`,
    `  Console, as an operator   ${url}/console`,
    `  API documentation         ${url}/docs`,
    `  OpenAPI document          ${url}/openapi.json`,
    '',
  ];
  if (recovered > 0) lines.push(`Answering ${recovered} messages that were left unanswered.`, '');
  const chain = models.chain.map(({ provider, model }) => `${provider}:${model}`);
  lines.push(
    chain.length === 0
      ? 'No language model is set: the embedded engine answers.'
      : `Answers come from ${chain.join(', then ')}.`,
  );
  if (apiKeys.length === 0) {
    lines.push(
      'No BATON_API_KEYS are set: everybody on this machine is an admin. The server listens on loopback only.',
    );
  }
  return `${lines.join('\n')}\n\n`;
}
