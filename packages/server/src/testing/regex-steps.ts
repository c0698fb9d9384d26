import { vi } from 'vitest';

/*
 * How much work a regular expression makes, counted in steps instead of seconds: a backtracking matcher that does
 * what the engine does, without its short cuts, and counts every attempt to match something at a position. For
 * patterns of literals, classes, groups, alternatives, quantifiers, anchors and lookaround; a back reference or a
 * named group is refused.
 */

interface State {
  readonly text: string;
  readonly ignoreCase: boolean;
  steps: number;
}

/** Tries to match from a position and goes on with `next`; gives the position behind the whole match, or -1. */
type Matcher = (state: State, at: number, next: (at: number) => number) => number;

/** Steps of one `exec` from `lastIndex` on. */
function countSteps(pattern: RegExp, text: string, lastIndex: number = 0): number {
  const parser = new Parser(pattern.source, pattern.flags.includes('u'));
  const matcher = parser.parse();
  const state: State = { text, ignoreCase: pattern.ignoreCase, steps: 0 };
  const anchored = pattern.source.startsWith('^') && !pattern.source.includes('|^');
  for (let at = lastIndex; at <= (anchored ? 0 : text.length); at++) {
    if (matcher(state, at, (end) => end) >= 0) break;
  }
  return state.steps;
}

/** Every `exec` that `run` causes, by `test`, `replace`, `split` or `matchAll` too, summed in steps. */
export function stepsOf(run: () => unknown): number {
  const calls: { pattern: RegExp; text: string; lastIndex: number }[] = [];
  const exec = RegExp.prototype.exec;
  const spy = vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text: string) {
    calls.push({ pattern: this, text, lastIndex: this.global || this.sticky ? this.lastIndex : 0 });
    return exec.call(this, text);
  });
  try {
    run();
  } finally {
    spy.mockRestore();
  }
  return calls.reduce((sum, { pattern, text, lastIndex }) => sum + countSteps(pattern, text, lastIndex), 0);
}

class Parser {
  readonly #source: string;
  readonly #unicode: boolean;
  #at = 0;

  constructor(source: string, unicode: boolean) {
    this.#source = source;
    this.#unicode = unicode;
  }

  parse(): Matcher {
    const matcher = this.#alternatives();
    if (this.#at < this.#source.length) throw new Error(`cannot read /${this.#source}/ at ${this.#at}`);
    return matcher;
  }

  #alternatives(): Matcher {
    const choices = [this.#sequence()];
    while (this.#take('|')) choices.push(this.#sequence());
    if (choices.length === 1) return choices[0]!;
    return (state, at, next) => {
      for (const choice of choices) {
        const end = choice(state, at, next);
        if (end >= 0) return end;
      }
      return -1;
    };
  }

  #sequence(): Matcher {
    const parts: Matcher[] = [];
    while (this.#at < this.#source.length && !this.#isNext('|') && !this.#isNext(')'))
      parts.push(this.#quantified());
    return parts.reduceRight<Matcher>(
      (rest, part) => (state, at, next) => part(state, at, (end) => rest(state, end, next)),
      (_state, at, next) => next(at),
    );
  }

  #quantified(): Matcher {
    const atom = this.#atom();
    const bounds = this.#bounds();
    if (bounds === null) return atom;
    const lazy = this.#take('?');
    const [least, most] = bounds;
    const repeat =
      (done: number): Matcher =>
      (state, at, next) => {
        const more = (): number =>
          done < most
            ? atom(state, at, (end) =>
                end === at && done >= least ? -1 : repeat(done + 1)(state, end, next),
              )
            : -1;
        if (done < least) return more();
        const first = lazy ? next(at) : more();
        if (first >= 0) return first;
        return lazy ? more() : next(at);
      };
    return repeat(0);
  }

  #bounds(): [number, number] | null {
    if (this.#take('*')) return [0, Infinity];
    if (this.#take('+')) return [1, Infinity];
    if (this.#take('?')) return [0, 1];
    const match = /^\{(\d+)(,(\d*))?\}/.exec(this.#source.slice(this.#at));
    if (match === null) return null;
    this.#at += match[0].length;
    const least = Number(match[1]);
    if (match[2] === undefined) return [least, least];
    return [least, match[3] === '' ? Infinity : Number(match[3])];
  }

  #atom(): Matcher {
    if (this.#take('(')) return this.#group();
    if (this.#take('^')) return assertion((_state, at) => at === 0);
    if (this.#take('$')) return assertion((state, at) => at === state.text.length);
    if (this.#take('\\b')) return assertion(isBoundary);
    if (this.#isNext('[')) return this.#single(this.#class());
    const escape = /^\\(?:[pP]\{[^}]*\}|u[\da-fA-F]{4}|u\{[^}]*\}|x[\da-fA-F]{2}|[^\d])/.exec(
      this.#source.slice(this.#at),
    );
    const text = escape?.[0] ?? this.#source.charAt(this.#at);
    if (text === '\\') throw new Error(`a back reference in /${this.#source}/`);
    this.#at += text.length;
    return this.#single(text);
  }

  #group(): Matcher {
    const behind = this.#take('?<!') ? false : this.#take('?<=') ? true : null;
    const ahead = behind !== null ? null : this.#take('?!') ? false : this.#take('?=') ? true : null;
    if (behind === null && ahead === null && !this.#take('?:') && this.#isNext('?')) {
      throw new Error(`an unknown group in /${this.#source}/`);
    }
    const inner = this.#alternatives();
    if (!this.#take(')')) throw new Error(`an open group in /${this.#source}/`);
    if (ahead !== null) return assertion((state, at) => inner(state, at, (end) => end) >= 0 === ahead);
    // Only one character is ever looked back at here.
    if (behind !== null) {
      return assertion(
        (state, at) => (at > 0 && inner(state, at - 1, (end) => (end === at ? end : -1)) >= 0) === behind,
      );
    }
    return inner;
  }

  #class(): string {
    const match = /^\[(?:\\.|[^\]\\])*\]/.exec(this.#source.slice(this.#at));
    if (match === null) throw new Error(`an open class in /${this.#source}/`);
    this.#at += match[0].length;
    return match[0];
  }

  /** One character, matched by the engine itself. */
  #single(source: string): Matcher {
    const flags = this.#unicode ? 'u' : '';
    const exact = new RegExp(`^(?:${source})$`, flags);
    const loose = new RegExp(`^(?:${source})$`, `${flags}i`);
    return (state, at, next) => {
      state.steps++;
      const character = state.text.charAt(at);
      if (character === '' || !(state.ignoreCase ? loose : exact).test(character)) return -1;
      return next(at + 1);
    };
  }

  #isNext(text: string): boolean {
    return this.#source.startsWith(text, this.#at);
  }

  #take(text: string): boolean {
    if (!this.#isNext(text)) return false;
    this.#at += text.length;
    return true;
  }
}

function assertion(holds: (state: State, at: number) => boolean): Matcher {
  return (state, at, next) => {
    state.steps++;
    return holds(state, at) ? next(at) : -1;
  };
}

function isBoundary({ text }: State, at: number): boolean {
  const word = /\w/;
  return word.test(text.charAt(at - 1)) !== word.test(text.charAt(at));
}
