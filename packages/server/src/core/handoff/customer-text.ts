/* What the desk itself says to a customer, when neither the AI nor a person does. */

/** H3.2: said once when a person has been asked for. */
export function transitionText(): string {
  return 'I am getting a person from our team for you. They can see our whole conversation, so you do not have to repeat anything.';
}

/** H7.1: said when the service level has passed and nobody has come. */
export function delayText(): string {
  return 'I am sorry that this takes longer than it should: nobody has been free so far. You can keep waiting, leave a phone number or an e-mail address so that we get back to you, or go on with me in the meantime.';
}

export function reminderText(position: number | null): string {
  const place = position === null ? 'You are still in line.' : `You are still in line, at place ${position}.`;
  return `${place} You can also leave a phone number or an e-mail address, or go on with me.`;
}

export function nobodyCameText(): string {
  return 'I am sorry, nobody could come to this chat. Nothing you wrote is lost. I will go on helping you here as well as I can; ask for a person again at any time.';
}

export function contactText(kind: 'callback' | 'email', address: string): string {
  return kind === 'callback'
    ? `Thank you. We will call you on ${address}. Until then I am here if there is anything else.`
    : `Thank you. We will write to ${address}. Until then I am here if there is anything else.`;
}

export function withdrawnText(): string {
  return 'All right, let us go on here.';
}

/** H3: said when the AI's own turn failed. */
export function turnFailedText(): string {
  return 'I am sorry, something went wrong on my side. I am getting a person from our team for you; they can see our whole conversation.';
}
