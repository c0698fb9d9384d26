import { useState } from 'preact/hooks';

let names = 0;

/** A name for an element that others of its document refer to. Preact's own would come with every chat. */
export function useName(): string {
  return useState(() => `baton-${++names}`)[0];
}
