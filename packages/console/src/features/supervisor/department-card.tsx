import type { Share } from '@baton/protocol';
import type { ReactNode } from 'react';
import { useClock } from '../../lib/clock.ts';
import { clockText } from '../../lib/duration-text.ts';
import { messages } from '../../lib/messages.ts';
import { countText, shareText, spanText } from '../../lib/number-text.ts';
import { dayAndTime } from '../../lib/time-text.ts';
import type { WaitLevel } from '../../lib/waiting-time.ts';
import type { DepartmentNow } from './board-model.ts';
import { longestWait, serviceLevelOf } from './board-model.ts';
import { LoadBar } from './load-bar.tsx';
import { bandText } from './wait-text.ts';

const INKS: Readonly<Record<WaitLevel, string>> = { calm: 'text-ink', near: 'text-near', late: 'text-late' };
const EDGES: Readonly<Record<WaitLevel, string>> = {
  calm: 'border-line',
  near: 'border-near',
  late: 'border-late',
};

interface DepartmentCardProps {
  now: DepartmentNow;
  /** Chats accepted in time; undefined until it has been read. */
  serviceLevel: Share | undefined;
  /** Since when that is counted, as a time of day. */
  since: string;
}

/** One department, to be read from across the room. Level is always a word as well as a colour. */
export function DepartmentCard({ now, serviceLevel, since }: DepartmentCardProps) {
  const { department, status } = now;
  const promised = department.policy.service_level_seconds;
  const longest = status?.longest_wait_since_utc ?? null;
  const level = useClock((at) => longestWait(longest, promised, at)?.level ?? 'calm');
  const texts = messages.supervisor;
  return (
    <li className={`grid content-start gap-4 rounded-xl border bg-raised p-4 ${EDGES[level]}`}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
        <h3 className="min-w-0 text-base font-semibold wrap-anywhere">{department.name}</h3>
        <OpenBadge status={status} />
      </div>
      <dl className="grid grid-cols-3 gap-x-3">
        <Figure label={texts.waiting} below={texts.here(status?.operators_present ?? 0)}>
          {status === null ? texts.unknown : countText(status.waiting)}
        </Figure>
        <Figure
          label={texts.longest}
          below={
            longest === null
              ? texts.nobodyWaits
              : `${texts.levels[level]} · ${texts.promised(spanText(promised))}`
          }
          ink={INKS[level]}
        >
          {longest === null ? texts.unknown : <Ticking since={longest} />}
        </Figure>
        <ServiceLevel share={serviceLevel} since={since} />
      </dl>
      <div className="grid gap-1.5">
        <LoadBar label={texts.load} busy={status?.busy ?? 0} slots={status?.slots ?? 0} />
        <p className="flex flex-wrap justify-between gap-x-3 text-xs text-ink-faint">
          <span>{texts.band}</span>
          <span className="clock text-ink-soft">{bandText(status?.wait ?? null)}</span>
        </p>
      </div>
    </li>
  );
}

function OpenBadge({ status }: { status: DepartmentNow['status'] }) {
  const texts = messages.supervisor;
  if (status === null) return null;
  if (status.open)
    return (
      <span className="shrink-0 rounded-md bg-accent-soft px-1.5 text-xs leading-5 font-medium text-accent">
        {texts.open}
      </span>
    );
  return (
    <span className="shrink-0 rounded-md bg-sunken px-1.5 text-xs leading-5 font-medium text-ink-soft">
      {texts.closed}
      {status.opens_utc !== null && ` · ${texts.opens(dayAndTime(status.opens_utc))}`}
    </span>
  );
}

interface FigureProps {
  label: string;
  below: string;
  ink?: string;
  children: ReactNode;
}

/** Three lines of fixed height, so that nothing moves when a number grows. */
function Figure({ label, below, ink = 'text-ink', children }: FigureProps) {
  return (
    <div className="min-w-0">
      <dt className="truncate text-xs text-ink-faint">{label}</dt>
      <dd className={`clock text-[clamp(1.625rem,1.9vw,3.25rem)] leading-[1.25] font-semibold ${ink}`}>
        {children}
      </dd>
      <dd className="min-h-8 text-xs text-pretty text-ink-faint">{below}</dd>
    </div>
  );
}

function Ticking({ since }: { since: string }) {
  return useClock((now) => clockText(longestWait(since, 1, now)?.seconds ?? 0));
}

function ServiceLevel({ share, since }: { share: Share | undefined; since: string }) {
  const texts = messages.supervisor;
  const kept = share?.share ?? null;
  if (share === undefined || kept === null)
    return (
      <Figure label={texts.serviceLevel} below={share === undefined ? '' : texts.serviceLevelNone(since)}>
        {texts.unknown}
      </Figure>
    );
  const level = serviceLevelOf(kept);
  const counted = texts.serviceLevelSince(since, countText(share.count), countText(share.of));
  return (
    <Figure label={texts.serviceLevel} below={`${texts.serviceLevels[level]} · ${counted}`} ink={INKS[level]}>
      {shareText(kept)}
    </Figure>
  );
}
