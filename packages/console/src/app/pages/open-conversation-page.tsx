import { useParams } from '@tanstack/react-router';
import { ConversationPage } from '../conversation-page.tsx';

/** The conversation that the address names; each is a page of its own. */
export function OpenConversationPage() {
  const { handoffId } = useParams({ from: '/desk/handoffs/$handoffId' });
  return <ConversationPage key={handoffId} handoffId={handoffId} />;
}
