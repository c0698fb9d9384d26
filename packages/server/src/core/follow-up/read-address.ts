/*
 * Where a customer wants to be reached. The desk repeats it in words of its own and mails go there: there must be no
 * room in it for anybody else's words, a second address or a line of its own.
 */

const PHONE = /^(?=[^\d]*\d)[+\d()][\d ()./-]{0,40}(?: ?(?:ext|x|#)\.? ?\d{1,8})?$/i;
const FEWEST_DIGITS = 3;
const LOCAL = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN =
  /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?)+$/u;
const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 190;

/** The address without spaces around it; null when it is none, or more than one. */
export function readAddress(kind: 'callback' | 'email', text: string): string | null {
  const address = text.replace(/^ +| +$/g, '');
  return kind === 'callback' ? readPhone(address) : readEmail(address);
}

function readPhone(text: string): string | null {
  return PHONE.test(text) && text.replace(/\D/g, '').length >= FEWEST_DIGITS ? text : null;
}

/** Phones write ’ for the apostrophe of a name. */
function readEmail(written: string): string | null {
  const text = written.replaceAll('’', "'");
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, Math.max(0, at)), text.slice(at + 1)];
  if (local.length > LONGEST_LOCAL || domain.length > LONGEST_DOMAIN) return null;
  return LOCAL.test(local) && DOMAIN.test(domain) ? text : null;
}
