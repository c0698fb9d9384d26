import type { Outlook } from '../waiting/outlook.ts';
import { NO_OUTLOOK } from '../waiting/outlook.ts';

/*
 * What the desk itself says to a customer, when neither the AI nor a person does. `language` is the customer's (ISO
 * 639-1), null where it does not show.
 */

/** H3.2: said once when a person has been asked for. */
export function transitionText(_language: string | null = null, _outlook: Outlook = NO_OUTLOOK): string {
  return 'I am getting a person from our team for you. They can see our whole conversation, so you do not have to repeat anything.';
}

/** H7.1: said when the service level has passed and nobody has come. */
export function delayText(_language: string | null = null, _outlook: Outlook = NO_OUTLOOK): string {
  return 'I am sorry that this takes longer than it should: nobody has been free so far. You can keep waiting, leave a phone number or an e-mail address so that we get back to you, or go on with me in the meantime.';
}

/** H7.1: said from time to time to somebody who waits beyond the service level. */
export function reminderText(_language: string | null, outlook: Outlook): string {
  const position = outlook.told?.position ?? null;
  const place = position === null ? 'You are still in line.' : `You are still in line, at place ${position}.`;
  return `${place} You can also leave a phone number or an e-mail address, or go on with me.`;
}

/** H7.2: said to somebody who waits when there is something new. */
export function newsText(_language: string | null, outlook: Outlook): string {
  const position = outlook.told?.position ?? null;
  return position === null ? 'You are still in line.' : `You are now at place ${position} in line.`;
}

export function nobodyCameText(_language: string | null = null): string {
  return 'I am sorry, nobody could come to this chat. Nothing you wrote is lost. I will go on helping you here as well as I can; ask for a person again at any time.';
}

/** The session goes to another department or colleague. */
export function transferText(_language: string | null = null): string {
  return 'I am passing you on to a colleague who can help you with this. They can see our whole conversation, so you do not have to repeat anything.';
}

/** H6.6: the one who held the session is not there any more. */
export function requeuedText(_language: string | null = null): string {
  return 'I am sorry, we lost the connection to our colleague. I am getting another person for you; you keep your place, and they can see our whole conversation.';
}

export function contactText(
  kind: 'callback' | 'email',
  address: string,
  _language: string | null = null,
): string {
  return kind === 'callback'
    ? `Thank you. We will call you on ${address}. Until then I am here if there is anything else.`
    : `Thank you. We will write to ${address}. Until then I am here if there is anything else.`;
}

export function withdrawnText(_language: string | null = null): string {
  return 'All right, let us go on here.';
}

/** H8.5: asked after a resolve. */
export function ratingText(_language: string | null = null): string {
  return 'How well did we help you? You can give us 1 to 5 stars.';
}

/** H3: said when the AI's own turn failed. */
export function turnFailedText(): string {
  return 'I am sorry, something went wrong on my side. I am getting a person from our team for you; they can see our whole conversation.';
}
