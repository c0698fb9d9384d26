/** A part's figures. The first column names the figure. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What has to be known to read the figures, one line each. */
  readonly notes: readonly string[];
}

export type Format = 'text' | 'markdown';

export function renderTable(table: Table, format: Format): string {
  return format === 'markdown' ? renderMarkdown(table) : renderText(table);
}

function renderText({ title, columns, rows, notes }: Table): string {
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...rows.map((row) => (row[index] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) =>
        index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
      )
      .join('  ');
  const lines = [title, '', line(columns), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
  return [...lines, ...(notes.length > 0 ? ['', ...notes] : []), '', ''].join('\n');
}

function renderMarkdown({ title, columns, rows, notes }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const align = columns.map((_column, index) => (index === 0 ? '---' : '--:'));
  const lines = [`### ${title}`, '', line(columns), line(align), ...rows.map(line)];
  return [...lines, ...(notes.length > 0 ? ['', ...notes.map((note) => `- ${note}`)] : []), '', ''].join(
    '\n',
  );
}
