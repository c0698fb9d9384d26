import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where the programs are that a cluster on one machine has beside its database; null: not installed. */
export interface Programs {
  readonly nats: string | null;
  readonly haproxy: string | null;
}

/** Debian puts servers where the search path of an ordinary user does not lead. */
const SERVERS = '/usr/sbin';

export function findPrograms(): Programs {
  return { nats: find('nats-server'), haproxy: find('haproxy') };
}

function find(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), SERVERS];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}
