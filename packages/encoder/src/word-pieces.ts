/** The place of a word piece in the vocabulary. */
export type PieceId = number;

const UNKNOWN = '[UNK]';
/** A longer run of letters is no word: as in the tokeniser that the model was trained with. */
const MOST_LETTERS = 100;

const CONTROLS = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\ufffd]/gu;
const MARKS = /\p{Mn}/gu;
/** Words, single marks of punctuation, single ideographs. ASCII symbols count as punctuation. */
const PARTS =
  /[\p{P}$+<=>^`|~]|[\u4e00-\u9fff\u3400-\u4dbf\u{20000}-\u{2a6df}\u{2a700}-\u{2ceaf}\uf900-\ufaff\u{2f800}-\u{2fa1f}]|[^\s\p{P}$+<=>^`|~\u4e00-\u9fff\u3400-\u4dbf\u{20000}-\u{2a6df}\u{2a700}-\u{2ceaf}\uf900-\ufaff\u{2f800}-\u{2fa1f}]+/gu;
const PLAIN = /^[\x20-\x7e]*$/;
/** Common words are cut up once. */
const REMEMBERED_WORDS = 20_000;
const REMEMBERED_LETTERS = 24;

/**
 * Cuts text into the word pieces of uncased BERT: lower case without accents, each word into the longest pieces
 * that the vocabulary has, from the left.
 */
export class WordPieces {
  readonly #ids: ReadonlyMap<string, PieceId>;
  readonly #remembered = new Map<string, readonly PieceId[]>();

  /** `vocabulary`: one piece a line; a piece that goes on with a word begins with `##`. */
  constructor(vocabulary: string) {
    this.#ids = new Map(
      vocabulary
        .trimEnd()
        .split('\n')
        .map((piece, id) => [piece, id]),
    );
  }

  get size(): number {
    return this.#ids.size;
  }

  /** The id of a piece such as `[CLS]`. Throws when the vocabulary lacks it. */
  idOf(piece: string): PieceId {
    const id = this.#ids.get(piece);
    if (id === undefined) throw new Error(`the vocabulary has no ${piece}`);
    return id;
  }

  /** The first `most` pieces of a text. */
  split(text: string, most: number): PieceId[] {
    const ids: PieceId[] = [];
    for (const [word] of fold(text).matchAll(PARTS)) {
      ids.push(...this.#splitWord(word));
      if (ids.length >= most) return ids.slice(0, most);
    }
    return ids;
  }

  #splitWord(word: string): readonly PieceId[] {
    const whole = this.#ids.get(word);
    if (whole !== undefined) return [whole];
    const known = this.#remembered.get(word);
    if (known !== undefined) return known;
    const ids = this.#cut(word);
    if (word.length <= REMEMBERED_LETTERS && this.#remembered.size < REMEMBERED_WORDS) {
      this.#remembered.set(word, ids);
    }
    return ids;
  }

  #cut(word: string): readonly PieceId[] {
    const letters = [...word];
    const unknown = [this.idOf(UNKNOWN)];
    if (letters.length > MOST_LETTERS) return unknown;
    const ids: PieceId[] = [];
    for (let from = 0; from < letters.length;) {
      let to = letters.length;
      let id: PieceId | undefined;
      for (; to > from && id === undefined; to--) {
        const piece = letters.slice(from, to).join('');
        id = this.#ids.get(from === 0 ? piece : `##${piece}`);
      }
      if (id === undefined) return unknown;
      ids.push(id);
      from = to + 1;
    }
    return ids;
  }
}

function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .replaceAll(/[\t\n\r]/g, ' ')
    .replaceAll(CONTROLS, '')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(MARKS, '');
}
