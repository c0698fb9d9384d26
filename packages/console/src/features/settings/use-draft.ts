import { useState } from 'react';

/** What is being written, beside what it was at first. */
export interface Draft<T> {
  readonly value: T;
  readonly dirty: boolean;
  readonly set: (changes: Partial<T>) => void;
}

/** A form's content. It holds plain data, so that its text says whether something changed. */
export function useDraft<T extends object>(initial: () => T): Draft<T> {
  const [first] = useState(initial);
  const [value, setValue] = useState(first);
  return {
    value,
    dirty: JSON.stringify(value) !== JSON.stringify(first),
    set: (changes) => setValue((current) => ({ ...current, ...changes })),
  };
}
