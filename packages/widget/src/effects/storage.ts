/** Texts by name. Null takes one away. */
export interface TextStorage {
  read(name: string): string | null;
  write(name: string, text: string | null): void;
}

/** For all tabs of this origin, for good. Where it is denied: for this page, as long as it lasts. */
export function sharedStorage(): TextStorage {
  return storage(() => globalThis.localStorage);
}

/** For this tab. */
export function ownStorage(): TextStorage {
  return storage(() => globalThis.sessionStorage);
}

function storage(find: () => Storage): TextStorage {
  /** What could not be written, as in a private window or with a full disk. */
  const kept = new Map<string, string>();
  return {
    read(name) {
      try {
        return kept.get(name) ?? find().getItem(name);
      } catch {
        return kept.get(name) ?? null;
      }
    },
    write(name, text) {
      kept.delete(name);
      try {
        if (text === null) find().removeItem(name);
        else find().setItem(name, text);
      } catch {
        if (text !== null) kept.set(name, text);
      }
    },
  };
}
