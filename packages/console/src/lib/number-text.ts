import { language, messages } from './messages.ts';

const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const one = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
const finePercent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });

/** `12,480`. */
export function countText(count: number): string {
  return whole.format(count);
}

/** `4.6`. */
export function meanText(mean: number): string {
  return one.format(mean);
}

/** `84 %` of a share from 0 to 1; with one decimal where it says more, near both ends. */
export function shareText(share: number): string {
  const near = share > 0 && share < 1 && (share < 0.1 || share > 0.9);
  return (near ? finePercent : percent).format(share);
}

/** `42 s`, `2 min 5 s`, `3 h 20 min`, `2 d 4 h`: two units at most. */
export function spanText(seconds: number): string {
  const { time } = messages;
  const all = Math.max(0, Math.round(seconds));
  if (all < 60) return time.seconds(all);
  if (all < 3600) return joined(time.minutes(Math.floor(all / 60)), all % 60, time.seconds);
  if (all < 86_400)
    return joined(time.hours(Math.floor(all / 3600)), Math.floor((all % 3600) / 60), time.minutes);
  return joined(time.days(Math.floor(all / 86_400)), Math.floor((all % 86_400) / 3600), time.hours);
}

function joined(large: string, small: number, text: (n: number) => string): string {
  return small === 0 ? large : `${large} ${text(small)}`;
}
