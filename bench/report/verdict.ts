/** A limit that a figure is held against. */
export interface Limit {
  readonly kind: 'at least' | 'at most' | 'below';
  readonly value: number;
  readonly unit?: string;
}

/** The limit and whether the figure keeps it, for a table's cell. */
export function verdict(figure: number, limit: Limit): string {
  const sign = { 'at least': '≥', 'at most': '≤', below: '<' }[limit.kind];
  return `${sign} ${limit.value}${limit.unit ?? ''}: ${keeps(figure, limit) ? 'reached' : 'missed'}`;
}

function keeps(figure: number, { kind, value }: Limit): boolean {
  switch (kind) {
    case 'at least':
      return figure >= value;
    case 'at most':
      return figure <= value;
    case 'below':
      return figure < value;
  }
}
