import type { AskedQuestion } from './wire-format.ts';

/** What the server does with one question. */
export type Behaviour =
  | {
      readonly type: 'answer';
      readonly pieces: readonly string[];
      readonly usage: { readonly input: number; readonly output: number } | null;
      readonly finish: 'stop' | 'length' | 'filtered';
      /** The answer, of a stream what comes after the first piece, waits for it. */
      readonly held: Promise<void> | null;
    }
  /** An error of the API; `message` may hold the key. */
  | {
      readonly type: 'refuse';
      readonly status: number;
      readonly message: string;
      readonly headers: Readonly<Record<string, string>>;
    }
  /** The connection ends in the middle of the answer. */
  | { readonly type: 'cut'; readonly pieces: readonly string[] }
  /** A stream that says after these pieces that it failed; without a stream, HTTP 500. */
  | { readonly type: 'fail'; readonly pieces: readonly string[]; readonly message: string }
  /** Nothing comes, of a stream nothing after these pieces. */
  | { readonly type: 'hang'; readonly pieces: readonly string[] }
  /** An answer with this body and HTTP 200, whatever it is. */
  | { readonly type: 'raw'; readonly body: string };

export type Script = Behaviour | ((asked: AskedQuestion) => Behaviour);

const USAGE = { input: 21, output: 7 };

export function says(
  text: string | readonly string[],
  more: Partial<Omit<Extract<Behaviour, { type: 'answer' }>, 'type' | 'pieces'>> = {},
): Behaviour {
  const pieces = typeof text === 'string' ? [text] : text;
  return { type: 'answer', pieces, usage: USAGE, finish: 'stop', held: null, ...more };
}

/** JSON computed from the question. */
export function saysJson(answer: (asked: AskedQuestion) => unknown): Script {
  return (asked) => says(JSON.stringify(answer(asked)));
}

export function refuses(
  status: number,
  message: string = 'The request is refused.',
  headers: Record<string, string> = {},
): Behaviour {
  return { type: 'refuse', status, message, headers };
}

/** An error whose text repeats the key that was sent. */
export function echoesKey(status: number = 401): Script {
  return ({ key }) => refuses(status, `Incorrect API key provided: ${key}. Find yours in the settings.`);
}

export function breaksOff(pieces: readonly string[] = ['The beginning ']): Behaviour {
  return { type: 'cut', pieces };
}

export function failsWithin(pieces: readonly string[] = [], message: string = 'Overloaded'): Behaviour {
  return { type: 'fail', pieces, message };
}

export function hangs(pieces: readonly string[] = []): Behaviour {
  return { type: 'hang', pieces };
}

/** An answer of so many characters. */
export function saysTooMuch(characters: number): Behaviour {
  const piece = 'x'.repeat(1000);
  return says(Array.from({ length: Math.ceil(characters / 1000) }, () => piece));
}

export function writesRaw(body: string): Behaviour {
  return { type: 'raw', body };
}
