import { VERSION } from '../version.ts';

/** Loads a part of this build. Rejects when it cannot be had now. `rest`: of its address. */
export function loadPart<T>(server: string, name: string, rest = ''): Promise<T> {
  return import(/* @vite-ignore */ partAddress(server, name) + rest) as Promise<T>;
}

export function partAddress(server: string, name: string): string {
  return `${server}/widget-${name}.js?v=${VERSION}`;
}
