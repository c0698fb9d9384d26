/** As the chat names what it keeps; a scope ends with the customer where he is known (scope.ts). */
const NAME = /^baton:([a-z]+):(.*)$/s;

/**
 * Forgets in this browser what customers who were known have said on this server, whoever they were: the page that tells
 * of a sign-out is often another one than that which knew the customer.
 */
export function forgetKnown(server: string): void {
  for (const find of [() => globalThis.localStorage, () => globalThis.sessionStorage]) {
    try {
      const storage = find();
      for (const name of Object.keys(storage)) {
        const [, kind, scope = ''] = NAME.exec(name) ?? [];
        if (!scope.startsWith(`${server}/`) || !scope.slice(server.length + 1).includes('/')) continue;
        if (kind === 'session') storage.removeItem(`baton:token:${storage.getItem(name)}`);
        storage.removeItem(name);
      }
    } catch {
      // Where storage is denied nothing is kept.
    }
  }
}
