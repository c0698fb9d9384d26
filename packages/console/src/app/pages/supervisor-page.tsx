import { SupervisorBoard } from '../../features/supervisor/supervisor-board.tsx';
import { messages } from '../../lib/messages.ts';
import { LeadPage } from '../lead-page.tsx';

/** The live board, for leads. */
export function SupervisorPage() {
  return (
    <LeadPage texts={messages.supervisor}>
      <SupervisorBoard />
    </LeadPage>
  );
}
