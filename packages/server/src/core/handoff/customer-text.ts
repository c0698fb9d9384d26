import type { Alternative } from '@baton/protocol';
import type { Outlook } from '../waiting/outlook.ts';
import { NO_OUTLOOK, isPersonNear } from '../waiting/outlook.ts';
import type { BandRange } from '../waiting/band-range.ts';
import type { DeskTexts } from './texts/desk-texts.ts';
import { sayMoment } from './texts/say-moment.ts';
import { textsIn } from './texts/texts-in.ts';

/*
 * What the desk itself says to a customer, when neither the AI nor a person does. `language` is the customer's (ISO
 * 639-1), null where it does not show. A wait is told as a band, never as a number that nobody can keep (H7.1).
 */

/**
 * H3.2: said once when a person has been asked for: that he takes over, when that can be, and that nothing is to be
 * repeated; with what can be chosen instead, where that is offered at once (H7.3).
 */
export function transitionText(language: string | null = null, outlook: Outlook = NO_OUTLOOK): string {
  const { texts, code } = textsIn(language);
  const near = isPersonNear(outlook);
  return join(
    takeover(texts, code, outlook),
    texts.nothingToRepeat,
    ...(near === false && !isNobodyThere(outlook) ? standing(texts, outlook) : []),
    ...choices(texts, code, outlook.alternatives),
  );
}

/** The same where the AI's own turn failed, which is said first (H4.2). */
export function turnFailedText(language: string | null = null, outlook: Outlook = NO_OUTLOOK): string {
  return join(textsIn(language).texts.because['ai_error'] ?? '', transitionText(language, outlook));
}

/** H7.1: said when the service level has passed and nobody has come. */
export function delayText(language: string | null = null, outlook: Outlook = NO_OUTLOOK): string {
  const { texts, code } = textsIn(language);
  return join(
    texts.delayed,
    ...whereHeStands(texts, code, outlook),
    ...choices(texts, code, outlook.alternatives),
  );
}

/** H7.1: said from time to time to somebody who waits beyond the service level, who has been told how to choose. */
export function reminderText(language: string | null, outlook: Outlook): string {
  const { texts, code } = textsIn(language);
  const told = whereHeStands(texts, code, outlook);
  return join(
    ...(told.length === 0 ? [texts.stillInLine] : told),
    ...choices(texts, code, outlook.alternatives).slice(0, 1),
  );
}

/** H7.2: said to somebody who waits when there is something new. */
export function newsText(language: string | null, outlook: Outlook): string {
  const { texts } = textsIn(language);
  const told = standing(texts, outlook);
  return join(...(told.length === 0 ? [texts.stillInLine] : told));
}

export function nobodyCameText(language: string | null = null): string {
  return textsIn(language).texts.nobodyCame;
}

/** The session goes to another department or colleague. */
export function transferText(language: string | null = null, outlook: Outlook = NO_OUTLOOK): string {
  return moved(language, outlook, ({ transferred }) => transferred);
}

/** H6.6: the one who held the session is not there any more. */
export function requeuedText(language: string | null = null, outlook: Outlook = NO_OUTLOOK): string {
  return moved(language, outlook, ({ requeued }) => requeued);
}

/** `call`: when he will be called, and when that is said; null: as soon as somebody can. */
export function contactText(
  kind: 'callback' | 'email',
  address: string,
  language: string | null = null,
  call: { readonly at: number; readonly now: number; readonly zone: string | null } | null = null,
): string {
  const { texts, code } = textsIn(language);
  if (kind === 'email') return join(texts.written(address), texts.meanwhile);
  const when = call === null ? null : sayMoment(call.at, call.now, call.zone, code);
  return join(texts.called(address, when), texts.meanwhile);
}

/** Said once to somebody who has chosen and left out whereto. */
export function askAddressText(kind: 'callback' | 'email', language: string | null): string {
  const { texts } = textsIn(language);
  return kind === 'callback' ? texts.askPhone : texts.askEmail;
}

/** Nobody can call at the time that was chosen. */
export function notThenText(
  language: string | null,
  nearest: { readonly at: number; readonly now: number; readonly zone: string | null } | null,
): string {
  const { texts, code } = textsIn(language);
  return texts.notThen(nearest === null ? null : sayMoment(nearest.at, nearest.now, nearest.zone, code));
}

/** The time of a promised call has come. */
export function callDueText(language: string | null): string {
  return textsIn(language).texts.callDue;
}

export function withdrawnText(language: string | null = null): string {
  return textsIn(language).texts.withdrawn;
}

/** H8.5: asked after a resolve. */
export function ratingText(language: string | null = null): string {
  return textsIn(language).texts.rating;
}

/** What is said to a rating in the customer's own words. */
export function ratedText(language: string | null = null): string {
  return textsIn(language).texts.rated;
}

function takeover(texts: DeskTexts, language: string, outlook: Outlook): string {
  if (isNobodyThere(outlook)) return nobodyThere(texts, language, outlook);
  const near = isPersonNear(outlook);
  if (near === null) return texts.unknown;
  return near ? texts.now : texts.later;
}

/** H7.3. */
function isNobodyThere({ why }: Outlook): boolean {
  return why === 'closed' || why === 'nobody-present';
}

function nobodyThere(texts: DeskTexts, language: string, { why, opensAt, told, zone }: Outlook): string {
  if (why === 'nobody-present') return texts.nobodyHere;
  return texts.closed(opensAt === null || told === null ? null : sayMoment(opensAt, told.at, zone, language));
}

/** Where nobody is there a place in line says nothing of when somebody comes. */
function whereHeStands(texts: DeskTexts, language: string, outlook: Outlook): string[] {
  return isNobodyThere(outlook) ? [nobodyThere(texts, language, outlook)] : standing(texts, outlook);
}

function standing(texts: DeskTexts, { told }: Outlook): string[] {
  if (told === null) return [];
  return [texts.place(told.position), ...(told.range === null ? [] : [waitIn(texts, told.range)])];
}

function waitIn(texts: DeskTexts, { from, to }: BandRange): string {
  const minutes = (seconds: number): number => Math.round(seconds / 60);
  if (to === null) return texts.waitOver(Math.max(1, minutes(from)));
  return from === 0 ? texts.waitUpTo(minutes(to)) : texts.waitBetween(minutes(from), minutes(to));
}

function moved(language: string | null, outlook: Outlook, what: (texts: DeskTexts) => string): string {
  const { texts, code } = textsIn(language);
  const told = isPersonNear(outlook) === true ? [] : whereHeStands(texts, code, outlook);
  return join(what(texts), ...told, ...choices(texts, code, outlook.alternatives));
}

/** Waiting alone is no choice. */
function choices(texts: DeskTexts, language: string, alternatives: readonly Alternative[]): string[] {
  if (!alternatives.some((alternative) => alternative !== 'wait')) return [];
  const list = eitherOf(language).format(alternatives.map((alternative) => texts.choices[alternative]));
  const chosen = texts.choose(list);
  const needsAddress = alternatives.includes('callback') || alternatives.includes('email');
  return needsAddress ? [chosen, texts.how] : [chosen];
}

/** One costs 30 µs to make; there are as many as languages with texts. */
const lists = new Map<string, Intl.ListFormat>();

function eitherOf(language: string): Intl.ListFormat {
  let known = lists.get(language);
  if (known === undefined) {
    known = new Intl.ListFormat(language, { type: 'disjunction' });
    lists.set(language, known);
  }
  return known;
}

function join(...sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(' ');
}
