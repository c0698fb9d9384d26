import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net, { isIP } from 'node:net';

/*
 * Loaded before a program (`node --import`): from then on nothing but this machine can be reached. Whatever is
 * tried beyond it throws, and a line of the file that NETWORK_RECORD names tells of it. Threads load it, too.
 */

const record = process.env['NETWORK_RECORD'];
if (record === undefined) throw new Error('NETWORK_RECORD names no file');

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/i;

function refuse(what: string): never {
  appendFileSync(record ?? '', `${what}\n`);
  throw new Error(`There is no network: ${what}`);
}

type Callable = (this: unknown, ...args: unknown[]) => unknown;

/** Puts a check in front of the functions of these names. */
function guard(
  object: object,
  names: readonly string[],
  check: (name: string, args: unknown[]) => void,
): void {
  for (const name of names) {
    const original: unknown = Reflect.get(object, name);
    if (typeof original !== 'function') throw new Error(`Node has no ${name}`);
    const guarded: Callable = function guarded(this: unknown, ...args) {
      check(name, args);
      return Reflect.apply(original, this, args);
    };
    Reflect.set(object, name, guarded);
  }
}

/** `connect(options)`, `connect(port, host)`, `connect(path)`, and the list that Node itself makes of them. */
function checkConnection(_name: string, args: unknown[]): void {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  if (typeof first === 'string' && !/^\d+$/.test(first)) return;
  const options =
    typeof first === 'object' && first !== null ? (first as { host?: string; path?: string }) : {};
  if (typeof options.path === 'string') return;
  const host = options.host ?? (typeof second === 'string' ? second : 'localhost');
  if (!LOOPBACK.test(host)) refuse(`connect ${host}`);
}

function checkName(name: string, [host]: unknown[]): void {
  const asked = typeof host === 'string' ? host : '';
  if (isIP(asked) === 0 && asked !== '' && !LOOPBACK.test(asked)) refuse(`${name} ${asked}`);
}

const questionsOf = (object: object): string[] =>
  Object.keys(object).filter((name) => /^(?:lookup|resolve|reverse)/.test(name));

guard(net.Socket.prototype, ['connect'], checkConnection);
for (const resolver of [dns, dns.promises]) guard(resolver, questionsOf(resolver), checkName);
for (const { prototype } of [dns.Resolver, dns.promises.Resolver])
  guard(prototype, ['resolve', 'resolve4', 'resolve6', 'reverse'], checkName);
guard(dgram.Socket.prototype, ['send', 'connect'], (name) => refuse(`datagram ${name}`));
syncBuiltinESMExports();
