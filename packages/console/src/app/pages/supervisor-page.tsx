import { messages } from '../../lib/messages.ts';

export function SupervisorPage() {
  return (
    <div className="thin-scroll min-h-0 flex-1 overflow-y-auto p-6">
      <h1 className="text-xl font-semibold tracking-tight">{messages.navigation.board}</h1>
    </div>
  );
}
