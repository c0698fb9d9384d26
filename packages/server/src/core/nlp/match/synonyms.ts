/** Words that customers use for one another. A stem stands for the first of its group. */
const GROUPS: readonly string[] = [
  'cancel terminate end quit',
  'cost price fee charge premium expensive',
  'phone telephone call hotline',
  'hour time',
  'status progress update state stand',
  'damage harm broken break crack dent smash scratch hurt',
  'accident crash collision wreck',
  'steal theft rob burglar burglary thief',
  'cover include insure insur protect',
  'explain describe clarify mean',
  'buy purchase order',
  'change modify edit adjust alter',
  'refund reimburs repay',
  'pay payout transfer money',
  'report submit lodge file register',
  'contract policy',
  'delivery ship shipment parcel package',
  'account profile',
  'luggage baggage suitcase',
  'car vehicle automobile',
  'bike bicycle',
  'help assist support',
  'law legal lawful lawfully court lawyer attorney',
];

const HEAD_OF: ReadonlyMap<string, string> = new Map(
  GROUPS.flatMap((group) => {
    const words = group.split(' ');
    return words.map((word) => [word, words[0] ?? word] as const);
  }),
);

/** The word that stands for all with this meaning, itself when it has no group. */
export function headOf(stem: string): string {
  return HEAD_OF.get(stem) ?? stem;
}
