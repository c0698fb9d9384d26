/* An address ends at spaces, quotes and brackets, and at all that is invisible or turns the reading direction. */
const ADDRESS = /^https?:\/\/[^\s<>"'`|\\^{}\p{Cc}\p{Cf}]+$/iu;
const ADDRESS_HERE = /https?:\/\/[^\s<>"'`|\\^{}\p{Cc}\p{Cf}]{1,2000}/iuy;
const HOST_IN_LABEL = /^(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?![\p{L}\p{N}@])/iu;

export interface SafeLink {
  href: string;
  host: string;
}

/** The address when a customer may be sent there: plain http(s), with a host, without a name that poses as one. */
export function safeLink(raw: string): SafeLink | null {
  if (!ADDRESS.test(raw) || !URL.canParse(raw)) return null;
  const url = new URL(raw);
  const plain =
    (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '';
  return plain && url.hostname !== '' ? { href: url.href, host: url.hostname } : null;
}

/** The bare address that starts at `index`, without the punctuation of the sentence around it; '' when there is none. */
export function addressAt(text: string, index: number): string {
  ADDRESS_HERE.lastIndex = index;
  let address = ADDRESS_HERE.exec(text)?.[0] ?? '';
  for (;;) {
    const last = address.at(-1);
    if (last === undefined) return '';
    const stray = last === ')' && count(address, ')') > count(address, '(');
    if (!stray && !/[.,;:!?*_~\]]/.test(last)) return address;
    address = address.slice(0, -1);
  }
}

/** The true host when the words of a link name another one; it is to be shown beside them. */
export function disguisedHost(label: string, host: string): string | null {
  const named = HOST_IN_LABEL.exec(label.trim())?.[1];
  return named === undefined || bare(named) === bare(host) ? null : host;
}

function bare(host: string): string {
  return host.toLowerCase().replace(/^www\./, '');
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
