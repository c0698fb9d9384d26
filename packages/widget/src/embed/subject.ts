/**
 * Whom a JWT is about, for telling apart what different customers of one browser have said. Nothing is trusted because
 * of it: the server checks the signature. Null for what is no JWT with a subject.
 */
export function subjectOf(jwt: string): string | null {
  try {
    const body = (jwt.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0));
    const { sub } = JSON.parse(new TextDecoder().decode(bytes)) as { sub?: unknown };
    return typeof sub === 'string' && sub !== '' ? sub : null;
  } catch {
    return null;
  }
}
