import type { Json } from '@baton/protocol';

/** Structured data of a tool, as text. */
export function JsonText({ value }: { value: Json }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return (
    <pre className="said thin-scroll max-h-64 overflow-y-auto rounded-md bg-sunken px-2 py-1.5 font-mono text-xs text-ink-soft">
      {text}
    </pre>
  );
}
