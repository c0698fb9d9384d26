import type { MoreMessages } from './more-messages.ts';
import type { Turn } from './state/timeline.ts';

/** Every word the chat says by itself, but for what is loaded when it is wanted (more-messages.ts). */
export interface Messages {
  /** BCP 47, for dates and times. */
  language: string;
  conversation: string;
  message: string;
  messagePlaceholder: string;
  send: string;
  ai: string;
  aiAssistant: string;
  you: string;
  person: string;
  supportTeam: string;
  atTheTeam: (name: string) => string;
  says: (name: string) => string;
  welcome: string;
  welcomeText: string;
  opening: string;
  loading: string;
  unavailable: string;
  unavailableText: string;
  typing: (name: string) => string;
  newMessages: string;
  earlierMessages: string;
  today: string;
  yesterday: string;
  sending: string;
  waitingForConnection: string;
  notSent: string;
  tryAgain: string;
  tooLong: string;
  refused: string;
  remove: string;
  reconnecting: string;
  offline: string;
  attachFiles: string;
  moreOptions: string;
  askForPerson: string;
  turn: (turn: Turn) => string;
  closeChat: string;
}

/** Every word in one language. Another language is another object of this shape. */
export type AllMessages = Messages & MoreMessages;

export const ENGLISH: Messages = {
  language: 'en',
  conversation: 'Conversation',
  message: 'Message',
  messagePlaceholder: 'Write a message…',
  send: 'Send',
  ai: 'AI',
  aiAssistant: 'AI assistant',
  you: 'You',
  person: 'A person',
  supportTeam: 'support team',
  atTheTeam: (name) => `${name} · support team`,
  says: (name) => `${name}: `,
  welcome: 'How can we help?',
  welcomeText:
    'You are writing to an AI assistant. You can ask for a person at any time, and nothing has to be said twice.',
  opening: 'Opening the chat…',
  loading: 'Loading your conversation…',
  unavailable: 'This chat is not available',
  unavailableText: 'Please try again later, or reach us another way.',
  typing: (name) => `${name} is typing…`,
  newMessages: 'New messages',
  earlierMessages: 'Earlier messages',
  today: 'Today',
  yesterday: 'Yesterday',
  sending: 'Sending…',
  waitingForConnection: 'Waiting for the connection',
  notSent: 'Not sent.',
  tryAgain: 'Try again',
  tooLong: 'Not sent: this message is too long.',
  refused: 'Not sent: this message was not accepted.',
  remove: 'Remove',
  reconnecting: 'Reconnecting…',
  offline: 'You are offline. What you write is sent when you are back.',
  attachFiles: 'Attach files',
  moreOptions: 'More options',
  askForPerson: 'Ask for a person',
  turn: (turn) => {
    switch (turn.type) {
      case 'joined':
        return `${turn.name ?? 'A person'} joined`;
      case 'left':
        return `${turn.name ?? 'The person'} had to leave`;
      case 'passed-on':
        return 'You are being passed on to a colleague';
      case 'ai-again':
        return 'You are talking to the assistant again';
    }
  },
  closeChat: 'Close the chat',
};
