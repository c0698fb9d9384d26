import { NotAllowed, PageFrame } from '../../components/page-frame.tsx';
import { SupervisorBoard } from '../../features/supervisor/supervisor-board.tsx';
import { useStanding } from '../../lib/lead.ts';
import { messages } from '../../lib/messages.ts';

/** The live board, for leads. */
export function SupervisorPage() {
  const standing = useStanding();
  const texts = messages.supervisor;
  return (
    <PageFrame title={texts.title}>
      {standing === undefined && <p className="text-sm text-ink-faint">{texts.loading}</p>}
      {standing === 'operator' && <NotAllowed text={texts.leadsOnly} />}
      {(standing === 'admin' || standing === 'lead') && <SupervisorBoard />}
    </PageFrame>
  );
}
