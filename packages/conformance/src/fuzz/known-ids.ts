const MOST_OF_A_KIND = 12;
const LEARNED_AT_ONCE = 5;

/**
 * Ids of what is there, by the name of the parameter that takes them (`session_id`), and where one is of another
 * (`session_id/event_id`) together. They are learned from answers: what a route answers with is what the route with one
 * parameter more takes.
 */
export class KnownIds {
  readonly #tuples = new Map<string, string[][]>();
  readonly #children = new Map<string, string>();

  /** `paths`: those of all routes, as the document has them. */
  constructor(paths: readonly string[]) {
    for (const path of paths) {
      const match = /^(.*)\/\{(\w+)\}$/u.exec(path);
      if (match !== null) this.#children.set(match[1] ?? '', match[2] ?? '');
    }
  }

  /** All ids that a field or parameter of this name may mean; those of everything where the name tells nothing. */
  named(name: string): readonly string[] {
    const kind = name.endsWith('_id') ? name : `${name.replace(/_ids$|s$/u, '')}_id`;
    const own = this.#lasts(([last]) => last === kind);
    return own.length > 0 ? own : this.#lasts(() => true);
  }

  /** What belongs together in a path with these parameters. */
  together(names: readonly string[]): readonly (readonly string[])[] {
    return this.#tuples.get(names.join('/')) ?? [];
  }

  /** Of an answer of `path`, whose parameters were `values`. */
  learn(path: string, values: readonly string[], answer: unknown): void {
    const child = this.#children.get(path);
    if (child === undefined) return;
    for (const id of idsIn(answer, LEARNED_AT_ONCE)) this.keep([...namesIn(path), child], [...values, id]);
  }

  /** It is not there any more. */
  forget(path: string, values: readonly string[]): void {
    const key = namesIn(path).join('/');
    const all = this.#tuples.get(key) ?? [];
    this.#tuples.set(
      key,
      all.filter((tuple) => tuple.some((value, index) => value !== values[index])),
    );
  }

  keep(names: readonly string[], values: readonly string[]): void {
    const key = names.join('/');
    const all = this.#tuples.get(key) ?? [];
    this.#tuples.set(key, all);
    if (all.some((tuple) => tuple.every((value, index) => value === values[index]))) return;
    if (all.length >= MOST_OF_A_KIND) all.shift();
    all.push([...values]);
  }

  #lasts(wanted: (name: readonly [string]) => boolean): string[] {
    return [...this.#tuples].flatMap(([key, tuples]) =>
      wanted([key.slice(key.lastIndexOf('/') + 1)]) ? tuples.map((tuple) => tuple.at(-1) ?? '') : [],
    );
  }
}

function namesIn(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name ?? '');
}

/** Of one thing, a list, or a page. */
export function idsIn(answer: unknown, most: number): string[] {
  const { items = answer } = (answer ?? {}) as { items?: unknown };
  const all = Array.isArray(items) ? items.slice(0, most) : [items];
  return all.flatMap((item) => {
    const { id, name } = (item ?? {}) as { id?: unknown; name?: unknown };
    const found = id ?? name;
    return typeof found === 'string' && found.length < 100 ? [found] : [];
  });
}
