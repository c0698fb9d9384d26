interface NumberTableProps {
  caption: string;
  columns: readonly string[];
  /** The first cell names the row. */
  rows: readonly { readonly key: string; readonly cells: readonly string[] }[];
}

const REACHABLE = { tabIndex: 0 };

/** Numbers that line up. Scrolls sideways by itself where the screen is narrow. */
export function NumberTable({ caption, columns, rows }: NumberTableProps) {
  return (
    <section
      className="thin-scroll max-h-96 overflow-auto print:max-h-none"
      // Whoever has no mouse scrolls it with the arrow keys.
      {...REACHABLE}
      aria-label={caption}
    >
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th
                key={column}
                scope="col"
                className={`sticky top-0 border-b border-line bg-raised px-2 py-1.5 text-xs font-semibold text-ink-soft first:pl-0 last:pr-0 ${at === 0 ? 'text-left' : 'text-right'}`}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key} className="border-b border-line last:border-0">
              {cells.map((cell, at) =>
                at === 0 ? (
                  <th
                    key={columns[at]}
                    scope="row"
                    className="max-w-60 py-1.5 pr-2 text-left font-normal wrap-break-word"
                  >
                    {cell}
                  </th>
                ) : (
                  <td key={columns[at]} className="clock px-2 py-1.5 text-right last:pr-0">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
