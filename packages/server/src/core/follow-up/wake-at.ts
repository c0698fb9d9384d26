/** What of a promised call or e-mail says when somebody has to see to it. Times are microseconds since 1970. */
export interface Awaited {
  readonly state: string;
  readonly due: number;
  readonly delivery: { readonly state: string; readonly nextAt: number | null } | null;
}

/** When something has to be done about it without being asked: its time comes, or its mail is to be tried. */
export function wakeAt({ state, due, delivery }: Awaited): number | null {
  const times = [state === 'open' ? due : null, delivery?.state === 'waiting' ? delivery.nextAt : null];
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}
