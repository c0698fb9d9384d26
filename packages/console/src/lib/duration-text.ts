import { messages } from './messages.ts';

const { time } = messages;

/** `0:42`, `12:05`, `1:02:09`: for a clock that ticks. Never negative. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** `42 s`, `12 min`, `3 h`, `2 d`: for text that need not be exact. */
export function roundText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return time.seconds(whole);
  if (whole < 3600) return time.minutes(Math.floor(whole / 60));
  if (whole < 86_400) return time.hours(Math.floor(whole / 3600));
  return time.days(Math.floor(whole / 86_400));
}

/** `<1 ms`, `585 ms`, `1.8 s`, `34 s`: for how long a machine took. */
export function millisecondsText(milliseconds: number): string {
  if (milliseconds < 1) return time.underMillisecond;
  if (milliseconds < 999.5) return time.milliseconds(Math.round(milliseconds));
  const seconds = milliseconds / 1000;
  return time.preciseSeconds(seconds.toFixed(seconds < 9.95 ? 1 : 0));
}

/** Seconds from one instant on the wire to another or to `now` in milliseconds. */
export function secondsBetween(from: string, to: string | number): number {
  return ((typeof to === 'number' ? to : Date.parse(to)) - Date.parse(from)) / 1000;
}
