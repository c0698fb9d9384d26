import { CronPattern } from 'croner';

/** Whether it is a cron expression: five fields, six with seconds first, or a name such as `@daily`. */
export function isCron(expression: string): boolean {
  try {
    return new CronPattern(expression.trim(), undefined, { mode: '5-or-6-parts' }).pattern !== '';
  } catch {
    return false;
  }
}
