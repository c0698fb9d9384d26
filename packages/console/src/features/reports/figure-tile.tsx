import { Popover } from '@base-ui/react/popover';
import { messages } from '../../lib/messages.ts';
import type { Figure } from './figures.ts';

/** One figure, what it rests on, and on demand what it means. */
export function FigureTile({ figure: { id, value, below } }: { figure: Figure }) {
  const { name, means } = messages.reports.figures[id];
  return (
    <div className="min-w-0 rounded-xl border border-line bg-raised px-3 py-2.5 sm:px-4 sm:py-3 print:break-inside-avoid">
      <dt className="flex items-start justify-between gap-1 text-sm text-ink-soft">
        <span className="min-w-0 text-pretty wrap-break-word">{name}</span>
        <Definition name={name} means={means} />
      </dt>
      <dd className="clock text-xl leading-9 sm:text-[1.625rem] font-semibold">{value}</dd>
      <dd className="text-xs text-pretty text-ink-faint">{below}</dd>
    </div>
  );
}

function Definition({ name, means }: { name: string; means: string }) {
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={messages.reports.define(name)}
        className="-mt-0.5 -mr-2 grid size-6 shrink-0 place-items-center rounded-full text-xs text-ink-faint hover:bg-hover hover:text-ink print:hidden"
      >
        <span aria-hidden="true">?</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} collisionPadding={12} className="z-40">
          <Popover.Popup className="w-72 max-w-[calc(100vw-1.5rem)] rounded-lg border border-line bg-raised p-3 text-sm shadow-float outline-none">
            <Popover.Title className="font-semibold">{name}</Popover.Title>
            <Popover.Description className="mt-1 text-pretty text-ink-soft">{means}</Popover.Description>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
