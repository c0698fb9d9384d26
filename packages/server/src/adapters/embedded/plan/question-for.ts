import type { Json } from '@baton/protocol';
import type { Parameter } from './tool-parameters.ts';

/** How to ask for an argument: the author's question, or one made from the description or the name. */
export function questionFor(parameter: Parameter): string {
  const { significance } = parameter.options;
  const question = ask(parameter);
  return significance === undefined ? question : `${question} ${asSentence(significance)}`;
}

function ask(parameter: Parameter): string {
  const description = (parameter.description ?? '').trim();
  if (description.endsWith('?')) return description;
  const wanted =
    description === ''
      ? `the ${parameter.options.displayName ?? spaced(parameter.name)}`
      : lowerFirst(description.replace(/[.:]+$/, ''));
  const choices =
    parameter.choices.length > 0
      ? ` (${list(parameter.choices.map((choice) => choice.replace(/[_-]+/g, ' ')))})`
      : '';
  if (parameter.kind === 'boolean')
    return `Could you tell me ${/^(?:whether|if)\b/.test(wanted) ? '' : 'whether '}${wanted}?`;
  if (/^(?:what|when|where|who|whose|how|why|which|whether|if)\b/.test(wanted))
    return `Could you tell me ${wanted}${choices}?`;
  const article = /^(?:the|your|a|an|any|my|our|some)\b/.test(wanted) ? '' : 'the ';
  return `Could you give me ${article}${wanted}${choices}, please?`;
}

/** Asked when the message named more than one. */
export function whichOf(parameter: Parameter, values: readonly Json[]): string {
  return `Which ${noun(parameter)} do you mean: ${list(values.map(plain), 'or')}?`;
}

/** Asked when the customer named one earlier, about something else. */
export function isItThis(parameter: Parameter, value: Json): string {
  return `Is it about ${noun(parameter)} ${plain(value)}?`;
}

function asSentence(text: string): string {
  const trimmed = text.trim();
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.!?]$/.test(trimmed) ? '' : '.'}`;
}

function plain(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function noun(parameter: Parameter): string {
  const words = spaced(parameter.name).split(' ');
  const description = (parameter.description ?? '').replace(/^(?:the|your|a|an) /i, '').replace(/[?.]+$/, '');
  const short = description !== '' && description.split(' ').length <= 3 && parameter.kind !== 'text';
  return short ? lowerFirst(description) : words.join(' ');
}

function spaced(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

export function list(items: readonly string[], joint: 'and' | 'or' = 'or'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${joint} ${items.at(-1)}`;
}
