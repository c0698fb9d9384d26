const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;
const GROUPS = 8;
const OF_NETWORK = 4;

/**
 * Who an address stands for where clients are counted: of IPv6 the network of 64 bits, which is the least that anybody is
 * given (RFC 6177) and more than can be counted one by one; of IPv4 the address itself.
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = split(head);
  if (tail !== undefined) {
    const last = split(tail);
    const left = Math.max(0, GROUPS - groups.length - last.length);
    groups.push(...Array.from({ length: left }, () => '0'), ...last);
  }
  const network = groups.slice(0, OF_NETWORK).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${network.join(':')}::/64`;
}

function split(part: string): string[] {
  return part === '' ? [] : part.split(':');
}
