import type { HandoffLine } from '@baton/protocol';
import type { Problem } from './state/chat-state.ts';
import type { UploadRefusal } from './state/uploads.ts';

/** The words of what is loaded when it is wanted (extras.ts). */
export interface MoreMessages {
  /** The files that go with the next message. */
  files: string;
  dropFiles: string;
  attached: (name: string) => string;
  removeFile: (name: string) => string;
  openFile: (name: string) => string;
  /** Articles that an answer tells from. */
  sources: string;
  /** `limit`: how large a file may be, with its unit. */
  uploadRefused: (refusal: UploadRefusal, limit: string) => string;
  saveConversation: string;
  conversationWith: (name: string) => string;
  passedOn: string;
  /** What a line of it is about. */
  line: Record<HandoffLine['kind'], string>;
  correctThis: string;
  corrected: string;
  takenOut: string;
  notTrue: string;
  save: string;
  newConversation: string;
  newConversationText: string;
  newConversationUnsent: string;
  startNew: string;
  cancel: string;
  waitingTitle: string;
  waitingText: string;
  position: (place: number) => string;
  /** Seconds; `to` null: more than `from`. */
  wait: (from: number, to: number | null) => string;
  /** Nobody can come now: it must not sound as if somebody did. */
  choicesTitle: string;
  choices: string;
  /** Waiting is none of the choices. */
  choicesOnly: string;
  returningTitle: string;
  returningText: (name: string | null) => string;
  ratingTitle: string;
  stars: (score: number) => string;
  ratingThanks: string;
  delayedTitle: string;
  delayedText: string;
  contactTitle: string;
  contactText: string;
  otherOptions: string;
  keepWaiting: string;
  callMeBack: string;
  emailMe: string;
  goOnWithAi: string;
  phone: string;
  when: string;
  emailAddress: string;
  back: string;
  badPhone: string;
  badTime: string;
  badEmail: string;
  dismiss: string;
  problem: Record<Problem, string>;
  /** After `problem['no-such-time']`: one that is possible. */
  possibleTime: (time: string) => string;
}

export const MORE_ENGLISH: MoreMessages = {
  files: 'Files to send',
  dropFiles: 'Drop files here',
  attached: (name) => `${name} is attached`,
  removeFile: (name) => `Remove ${name}`,
  sources: 'Sources',
  openFile: (name) => `Open ${name}`,
  uploadRefused: (refusal, limit) => {
    switch (refusal) {
      case 'too-large':
        return `Larger than ${limit}`;
      case 'unsupported':
        return 'This kind of file is not accepted';
      case 'full':
        return 'Ten files at once are enough';
      case 'failed':
        return 'Not uploaded; please try again';
    }
  },
  saveConversation: 'Download conversation',
  conversationWith: (name) => `Conversation with ${name}`,
  passedOn: 'What we passed on',
  line: {
    summary: 'Summary',
    intent: 'What you want',
    open_question: 'Your question',
    order: 'Order',
    policy: 'Policy',
    claim: 'Claim',
    invoice: 'Invoice',
    email: 'E-mail',
    phone: 'Phone',
    amount: 'Amount',
    date: 'Date',
    name: 'Name',
    number: 'Number',
    url: 'Address',
  },
  correctThis: 'Correct this',
  corrected: 'Corrected',
  takenOut: 'Taken out',
  notTrue: 'Not true',
  save: 'Save',
  newConversation: 'New conversation',
  newConversationText: 'Start a new conversation? This one will not be shown here any more.',
  newConversationUnsent: 'A message is still on its way. Please wait until it is sent.',
  startNew: 'Start new',
  cancel: 'Cancel',
  waitingTitle: 'We are getting a person for you',
  waitingText: 'You can keep writing. They will see everything said here.',
  position: (place) => (place === 1 ? 'You are next in line.' : `You are number ${place} in line.`),
  wait: waitInEnglish,
  choicesTitle: 'You have asked for a person',
  choices: 'You can wait, or choose another way.',
  choicesOnly: 'Nobody from the team is here right now. How would you like to go on?',
  returningTitle: 'This chat goes back to the assistant soon',
  returningText: (name) => `Write here if you still need ${name ?? 'a person'}.`,
  ratingTitle: 'How well were you helped?',
  stars: (score) => (score === 1 ? '1 star of 5' : `${score} stars of 5`),
  ratingThanks: 'Thank you for your rating.',
  delayedTitle: 'We are still getting a person for you',
  delayedText: 'You can wait, or choose another way.',
  contactTitle: 'Where can we reach you?',
  contactText: 'You leave the line here, and a person gets in touch.',
  otherOptions: 'Other options',
  keepWaiting: 'Keep waiting',
  callMeBack: 'Call me back',
  emailMe: 'E-mail me',
  goOnWithAi: 'Go on with the assistant',
  phone: 'Phone number',
  when: 'When (optional)',
  emailAddress: 'E-mail address',
  back: 'Back',
  badPhone: 'Please enter a phone number with its area code.',
  badTime: 'Please choose a time that is still to come.',
  badEmail: 'Please enter an e-mail address, like name@example.com.',
  dismiss: 'Dismiss',
  problem: {
    'conversation-gone': 'The earlier conversation is no longer available. This is a new one.',
    'moved-on': 'Things have just moved on; please look at the conversation.',
    'no-such-time': 'Nobody can call at that time. Please choose another one.',
    'too-often': 'That was a little too often. Please try again in a few minutes.',
    'not-done': 'That did not work. Please try again.',
  },
  possibleTime: (time) => `The nearest possible time is ${time}.`,
};

function waitInEnglish(from: number, to: number | null): string {
  const least = Math.round(from / 60);
  if (to === null) return least < 1 ? '' : `It may take more than ${minutes(least)}.`;
  const most = Math.max(1, Math.ceil(to / 60));
  if (least < 1) return most === 1 ? 'It takes about a minute.' : `It takes up to ${minutes(most)}.`;
  return least === most ? `It takes about ${minutes(most)}.` : `It takes ${least} to ${minutes(most)}.`;
}

function minutes(count: number): string {
  return count === 1 ? '1 minute' : `${count} minutes`;
}
