/** Loose on purpose: only what can be no number at all is sent back. */
export function isPhoneNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return digits >= 5 && digits <= 20 && /^[\d\s()+./-]+(?:(?:ext|x|#)\.?\s*\d+)?$/i.test(text.trim());
}

export function isEmailAddress(text: string): boolean {
  return text.length <= 200 && /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text.trim());
}

/** The time in a `datetime-local` field; null when it is empty, undefined when it is past or no time. */
export function readLocalTime(text: string, now: number): Date | null | undefined {
  if (text === '') return null;
  const date = new Date(text);
  return date.getTime() > now ? date : undefined;
}
