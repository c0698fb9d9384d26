import { BlockList, isIP } from 'node:net';
import { classifyAddress, unmapped } from './address-class.ts';

interface NamedHost {
  readonly host: string;
  /** Null: any. */
  readonly port: number | null;
}

/**
 * Where tool services may be: anywhere on the Internet, and the hosts and networks that were allowed by name.
 * A host allowed by its name may have a private address; one of a cloud's metadata has to be allowed by address.
 */
export class OutboundPolicy {
  readonly #hosts: readonly NamedHost[];
  readonly #networks: BlockList;

  private constructor(hosts: readonly NamedHost[], networks: BlockList) {
    this.#hosts = hosts;
    this.#networks = networks;
  }

  /** `entries`: `host`, `host:port`, an address (IPv6 in brackets with a port) or a network such as `10.0.0.0/8`. Throws a TypeError that says what is wrong. */
  static parse(entries: readonly string[]): OutboundPolicy {
    const networks = new BlockList();
    const hosts: NamedHost[] = [];
    for (const entry of entries) {
      if (!addNetwork(networks, entry)) hosts.push(parseHost(entry));
    }
    return new OutboundPolicy(hosts, networks);
  }

  /** Whether a connection to `address` may be made for a URL of this host (as parsed by URL) and port. */
  allows(host: string, port: number, address: string): boolean {
    const kind = classifyAddress(address);
    if (kind === 'public') return true;
    if (kind === 'never') return false;
    const plain = unmapped(address.replace(/%.*$/s, ''));
    if (this.#networks.check(plain, isIP(plain) === 4 ? 'ipv4' : 'ipv6')) return true;
    const byAddress = this.#names(plain, port);
    return kind === 'metadata' ? byAddress : byAddress || this.#names(host, port);
  }

  #names(host: string, port: number): boolean {
    const name = bare(host);
    return this.#hosts.some((each) => each.host === name && (each.port === null || each.port === port));
  }
}

/** The port that a URL leads to. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/** A host without the brackets of IPv6 and the dot of a complete name. */
export function bare(host: string): string {
  return host
    .replace(/^\[(.*)\]$/s, '$1')
    .replace(/\.$/, '')
    .toLowerCase();
}

function addNetwork(networks: BlockList, entry: string): boolean {
  const match = /^([\da-f.:]+)\/(\d{1,3})$/i.exec(entry);
  if (match === null) return false;
  const [, network = '', prefix = ''] = match;
  const version = isIP(network);
  if (version === 0) throw unfit(entry);
  if (Number(prefix) > (version === 4 ? 32 : 128)) throw unfit(entry);
  networks.addSubnet(network, Number(prefix), version === 4 ? 'ipv4' : 'ipv6');
  return true;
}

function parseHost(entry: string): NamedHost {
  if (isIP(entry) === 6) return { host: canonical(`[${entry}]`), port: null };
  const match = /^(\[[\da-f.:]+\]|[\w.-]+)(?::(\d{1,5}))?$/i.exec(entry);
  if (match === null) throw unfit(entry);
  const [, host = '', port] = match;
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) throw unfit(entry);
  return { host: canonical(host), port: port === undefined ? null : Number(port) };
}

/** As a URL writes it, so that both are compared in one form. */
function canonical(host: string): string {
  return unmapped(bare(new URL(`http://${host}/`).hostname));
}

function unfit(entry: string): TypeError {
  return new TypeError(
    `"${entry}" is no host (tools.example.com, 10.1.2.3:8089, [::1]:8089) and no network (10.0.0.0/8)`,
  );
}
