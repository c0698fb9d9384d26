import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from '../../components/button.tsx';
import type { ReportSearch } from '../../features/reports/report-search.ts';
import { ReportView } from '../../features/reports/report-view.tsx';
import { messages } from '../../lib/messages.ts';
import { LeadPage } from '../lead-page.tsx';

/** What is measured, for leads. */
export function ReportsPage() {
  const search = useSearch({ from: '/reports' });
  const navigate = useNavigate();
  const texts = messages.reports;
  function onSearch(next: ReportSearch): void {
    void navigate({ to: '/reports', search: next, replace: true, resetScroll: false });
  }
  return (
    <LeadPage
      texts={texts}
      actions={
        <Button className="print:hidden" onClick={() => print()}>
          {texts.print}
        </Button>
      }
    >
      <ReportView search={search} onSearch={onSearch} />
    </LeadPage>
  );
}
