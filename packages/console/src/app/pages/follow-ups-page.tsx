import { PageFrame } from '../../components/page-frame.tsx';
import { FollowUpBoard } from '../../features/follow-ups/follow-up-board.tsx';
import { messages } from '../../lib/messages.ts';

/** What was promised for later, and is still to be done. */
export function FollowUpsPage() {
  return (
    <PageFrame title={messages.navigation.followUps} narrow>
      <FollowUpBoard />
    </PageFrame>
  );
}
