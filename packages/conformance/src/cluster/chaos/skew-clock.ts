/* Loaded before a program (`node --import`): its machine's clock is wrong by CLOCK_SKEW_MS milliseconds. */

const skew = Number(process.env['CLOCK_SKEW_MS']);
if (!Number.isFinite(skew)) throw new Error('CLOCK_SKEW_MS is not a number');

const rightNow = Date.now.bind(Date);
const wrongNow = (): number => rightNow() + skew;

class WrongDate extends Date {
  constructor(...values: []) {
    if (values.length === 0) super(wrongNow());
    else super(...values);
  }

  static override now(): number {
    return wrongNow();
  }
}

globalThis.Date = WrongDate as DateConstructor;
