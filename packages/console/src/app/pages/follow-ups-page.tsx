import { messages } from '../../lib/messages.ts';

export function FollowUpsPage() {
  return <h1 className="p-6 text-xl font-semibold tracking-tight">{messages.navigation.followUps}</h1>;
}
