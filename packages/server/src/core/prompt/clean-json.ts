import type { Json, JsonObject } from '@baton/protocol';
import { CUT, cleanText } from './clean-text.ts';

const MOST_DEPTH = 8;
const LONGEST_KEY = 100;

/**
 * A value fit for a prompt whose JSON has about `most` characters: texts are cleaned and cut, lists and objects
 * end where the room ends, with `…` for the rest.
 */
export function cleanJson(value: Json, most: number): Json {
  return clean(value, { left: most }, 0);
}

interface Room {
  left: number;
}

function clean(value: Json, room: Room, depth: number): Json {
  if (typeof value === 'string') {
    const text = cleanText(value, Math.max(0, room.left));
    room.left -= text.length + 2;
    return text;
  }
  if (typeof value !== 'object' || value === null) {
    room.left -= String(value).length + 1;
    return value ?? null;
  }
  if (depth >= MOST_DEPTH) return CUT;
  room.left -= 2;
  return Array.isArray(value) ? cleanList(value, room, depth) : cleanObject(value, room, depth);
}

function cleanList(values: readonly Json[], room: Room, depth: number): Json[] {
  const kept: Json[] = [];
  for (const value of values) {
    if (room.left <= 0) return [...kept, CUT];
    kept.push(clean(value, room, depth + 1));
  }
  return kept;
}

function cleanObject(values: JsonObject, room: Room, depth: number): JsonObject {
  const kept: [string, Json][] = [];
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    if (room.left <= 0) {
      kept.push([CUT, CUT]);
      break;
    }
    const key = cleanText(name, LONGEST_KEY);
    room.left -= key.length + 3;
    kept.push([key, clean(value, room, depth + 1)]);
  }
  return Object.fromEntries(kept);
}
