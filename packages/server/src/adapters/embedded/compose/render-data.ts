import { nameInWords } from '../../../core/name-in-words.ts';
import type { Json, JsonObject } from '@baton/protocol';

/** Fields that hold an answer in words. */
const IN_WORDS = ['message', 'summary', 'text', 'answer'];
const MOST_ITEMS = 10;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?$/;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** What a tool answered, as a customer can read it; empty when there is nothing to tell. */
export function renderData(data: Json): string {
  if (Array.isArray(data)) return renderList(data);
  if (typeof data === 'object' && data !== null) return renderObject(data);
  return sentence(renderValue(data));
}

function renderObject(data: JsonObject): string {
  for (const field of IN_WORDS) {
    const words = data[field];
    if (typeof words === 'string' && words.trim() !== '') return words.trim();
  }
  return Object.entries(data)
    .map(([name, value]) => [nameInWords(name), renderValue(value)] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => sentence(`${name}: ${value}`))
    .join(' ');
}

function renderList(items: readonly Json[]): string {
  const rest = items.length > MOST_ITEMS ? `\nThere are ${items.length - MOST_ITEMS} more.` : '';
  const shown = items
    .slice(0, MOST_ITEMS)
    .map((item) => (isObject(item) ? renderObject(item) : renderValue(item)));
  if (!items.some(isObject)) return sentence(shown.join(', ')) + rest;
  return shown.map((item) => `- ${item}`).join('\n') + rest;
}

function renderValue(value: Json): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return readableDay(value.trim());
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value))
    return value
      .map(renderValue)
      .filter((item) => item !== '')
      .join(', ');
  return Object.entries(value)
    .map(([name, inner]) => [nameInWords(name).toLowerCase(), renderValue(inner)] as const)
    .filter(([, inner]) => inner !== '')
    .map(([name, inner]) => `${name} ${inner}`)
    .join(', ');
}

function readableDay(text: string): string {
  const match = ISO_DAY.exec(text);
  if (match === null) return text;
  return `${Number(match[3])} ${MONTHS[Number(match[2]) - 1] ?? match[2]} ${match[1]}`;
}

function sentence(text: string): string {
  return text === '' || /[.!?…:]["”')]?$/.test(text) ? text : `${text}.`;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
