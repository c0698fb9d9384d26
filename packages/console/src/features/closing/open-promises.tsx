import { messages } from '../../lib/messages.ts';

interface OpenPromisesProps {
  count: number;
  keeping: boolean;
  onKeep: (keeping: boolean) => void;
}

/** What is promised does not silently end with the conversation (H8.4): its holder says that he knows. */
export function OpenPromises({ count, keeping, onKeep }: OpenPromisesProps) {
  if (count === 0) return null;
  return (
    <label className="flex items-start gap-2.5 rounded-lg bg-near-soft px-3 py-2 text-sm">
      <input
        type="checkbox"
        required
        checked={keeping}
        onChange={(event) => onKeep(event.target.checked)}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      {messages.closing.keepPromises(count)}
    </label>
  );
}
