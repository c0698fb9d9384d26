// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { NumberTable } from './number-table.tsx';
import { ReportCard } from './report-card.tsx';
import { ShareBars } from './share-bars.tsx';

afterEach(cleanup);

describe('what is drawn', () => {
  it('can be read as a table, and drawn again', () => {
    render(
      <ReportCard
        title="Waiting"
        chart={<p>drawn</p>}
        table={
          <NumberTable
            caption="Waiting"
            columns={['Time', 'P50']}
            rows={[{ key: 'a', cells: ['1 May', '30 s'] }]}
          />
        }
      />,
    );
    fireEvent.click(screen.getByRole('button', { name: 'As a table: Waiting' }));
    expect(screen.queryByText('drawn')).toBeNull();
    const row = within(screen.getByRole('table', { name: 'Waiting' })).getByRole('row', {
      name: '1 May 30 s',
    });
    expect(within(row).getByRole('rowheader').textContent).toBe('1 May');
    fireEvent.click(screen.getByRole('button', { name: 'As a chart: Waiting' }));
    expect(screen.getByText('drawn')).toBeTruthy();
  });

  it('of a whole is a table by itself, with its shares', () => {
    const rows = [
      { key: 'a', name: 'Asked for a person', count: 3 },
      { key: 'b', name: 'The AI failed', count: 1 },
    ];
    render(<ShareBars title="Reasons" rows={rows} />);
    const cells = screen.getAllByRole('cell').map(({ textContent }) => textContent);
    expect(cells).toEqual(['3', '75%', '1', '25%']);
  });
});
