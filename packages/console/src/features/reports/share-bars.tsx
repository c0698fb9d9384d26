import { messages } from '../../lib/messages.ts';
import { countText, shareText } from '../../lib/number-text.ts';

export interface ShareRow {
  readonly key: string;
  readonly name: string;
  readonly count: number;
}

interface ShareBarsProps {
  title: string;
  rows: readonly ShareRow[];
}

/** How a whole is divided: a table whose rows are bars, so that it needs no other form to be read. */
export function ShareBars({ title, rows }: ShareBarsProps) {
  const texts = messages.reports;
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <section
      aria-label={title}
      className="min-w-0 rounded-xl border border-line bg-raised p-4 print:break-inside-avoid"
    >
      <h3 className="pb-3 text-base font-semibold">{title}</h3>
      {all === 0 ? (
        <p className="text-sm text-ink-faint">{texts.none}</p>
      ) : (
        <table className="w-full text-sm">
          <caption className="sr-only">{title}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">{title}</th>
              <th scope="col">{texts.count}</th>
              <th scope="col">{texts.share}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, count }) => (
              <tr key={key}>
                <th scope="row" className="w-full max-w-0 py-1 pr-3 text-left font-normal">
                  <span className="line-clamp-2 wrap-anywhere">{name}</span>
                  <span
                    aria-hidden="true"
                    className="mt-1 block h-1.5 rounded-full bg-(--chart-1)"
                    style={{ width: `${(count / most) * 100}%` }}
                  />
                </th>
                <td className="clock py-1 pr-3 text-right align-top font-medium">{countText(count)}</td>
                <td className="clock py-1 text-right align-top text-ink-faint">{shareText(count / all)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
