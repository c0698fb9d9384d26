import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from '../../components/button.tsx';
import { NotAllowed, PageFrame } from '../../components/page-frame.tsx';
import type { ReportSearch } from '../../features/reports/report-search.ts';
import { ReportView } from '../../features/reports/report-view.tsx';
import { useStanding } from '../../lib/lead.ts';
import { messages } from '../../lib/messages.ts';

/** What is measured, for leads. */
export function ReportsPage() {
  const standing = useStanding();
  const search = useSearch({ from: '/reports' });
  const navigate = useNavigate();
  const texts = messages.reports;
  const allowed = standing === 'admin' || standing === 'lead';
  function onSearch(next: ReportSearch): void {
    void navigate({ to: '/reports', search: next, replace: true, resetScroll: false });
  }
  return (
    <PageFrame
      title={texts.title}
      actions={
        allowed && (
          <Button className="print:hidden" onClick={() => print()}>
            {texts.print}
          </Button>
        )
      }
    >
      {standing === undefined && <p className="text-sm text-ink-faint">{texts.loading}</p>}
      {standing === 'operator' && <NotAllowed text={texts.leadsOnly} />}
      {allowed && <ReportView search={search} onSearch={onSearch} />}
    </PageFrame>
  );
}
