import type { FileRef } from './file.ts';

/** As INLINE_TYPES of the protocol, whose values would bring its schemas along. */
const SHOWN = /^image\/(?:png|jpeg|gif|webp)$/;

/** Whether a page may show it in place. */
export function isPicture({ type }: Pick<FileRef, 'type'>): boolean {
  return SHOWN.test(type);
}

/** e.g. `PDF, 48 kB`. */
export function describeFile({ name, size }: Pick<FileRef, 'name' | 'size'>, language: string): string {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toUpperCase();
  const weight = sizeOf(size, language);
  return ending === undefined ? weight : `${ending}, ${weight}`;
}

/** In the units in which systems show files. */
export function sizeOf(bytes: number, language: string): string {
  const large = bytes >= 999_500;
  const amount = bytes / (large ? 1_000_000 : 1000);
  const digits = large && amount < 10 ? 1 : 0;
  const unit = large ? 'megabyte' : 'kilobyte';
  const format = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(language, format).format(Math.max(1 / 10 ** digits, amount));
}
