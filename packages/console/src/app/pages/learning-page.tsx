import { messages } from '../../lib/messages.ts';

export function LearningPage() {
  return (
    <div className="thin-scroll min-h-0 flex-1 overflow-y-auto p-6">
      <h1 className="text-xl font-semibold tracking-tight">{messages.navigation.learning}</h1>
    </div>
  );
}
