import { BlockList, isIP } from 'node:net';

/**
 * `metadata`: where a cloud tells a machine its own credentials, and the link it is on; nothing a tool service
 * would be. `private`: of this machine or its networks. `never`: no address of one host at all.
 */
export type AddressClass = 'public' | 'private' | 'metadata' | 'never';

type Subnet = readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'];

const NEVER = blockList([
  ['0.0.0.0', 8, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
]);

/** Link-local ones, and those outside it that AWS, Alibaba, Azure and Oracle use. */
const METADATA = blockList([
  ['169.254.0.0', 16, 'ipv4'],
  ['100.100.100.200', 32, 'ipv4'],
  ['168.63.129.16', 32, 'ipv4'],
  ['192.0.0.192', 32, 'ipv4'],
  ['fe80::', 10, 'ipv6'],
  ['fd00:ec2::254', 128, 'ipv6'],
]);

/** IANA's special-purpose registries (RFC 6890 and its followers). */
const PRIVATE = blockList([
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  // Addresses that carry another one: whoever forwards them decides where they lead.
  ['2001::', 23, 'ipv6'],
  ['2002::', 16, 'ipv6'],
]);

/** Of IPv6 only this part is given out to hosts of the Internet. */
const GLOBAL_6 = blockList([['2000::', 3, 'ipv6']]);

/** What kind of place an address is. `address` is one that Node has resolved, or the host of a parsed URL. */
export function classifyAddress(address: string): AddressClass {
  const plain = unmapped(address.replace(/%.*$/s, ''));
  const version = isIP(plain);
  if (version === 0) return 'never';
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (NEVER.check(plain, family)) return 'never';
  if (METADATA.check(plain, family)) return 'metadata';
  if (PRIVATE.check(plain, family)) return 'private';
  if (family === 'ipv6' && !GLOBAL_6.check(plain, family)) return 'private';
  return 'public';
}

/** `::ffff:7f00:1` and `64:ff9b::7f00:1`, which a translator sends to IPv4 → `127.0.0.1`; others as they are. */
export function unmapped(address: string): string {
  if (isIP(address) !== 6) return address;
  const host = new URL(`http://[${address}]/`).hostname;
  const match = /^\[(?:::ffff|64:ff9b:):([\da-f]{1,4}):([\da-f]{1,4})\]$/.exec(host);
  if (match === null) return address;
  const [high, low] = [Number.parseInt(match[1] ?? '', 16), Number.parseInt(match[2] ?? '', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function blockList(subnets: readonly Subnet[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) list.addSubnet(...subnet);
  return list;
}
