import { messages } from '../../lib/messages.ts';

export function WatchPage() {
  return <h1 className="p-6 text-xl font-semibold tracking-tight">{messages.navigation.sessions}</h1>;
}
