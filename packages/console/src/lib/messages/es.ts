import { assistMessages } from './es/assist.ts';
import { conversationMessages } from './en/conversation.ts';
import { deskMessages } from './en/desk.ts';
import { generalMessages } from './en/general.ts';
import { learningMessages } from './en/learning.ts';
import { navigationMessages } from './en/navigation.ts';
import { paletteMessages } from './en/palette.ts';
import { reasoningMessages } from './en/reasoning.ts';
import { reportsMessages } from './en/reports.ts';
import { settingsMessages } from './en/settings.ts';
import { supervisorMessages } from './en/supervisor.ts';
import { transcriptMessages } from './en/transcript.ts';
import type { Messages } from './en.ts';

/** Every string of the console, in Spanish. */
export const es: Messages = {
  ...generalMessages,
  ...navigationMessages,
  ...deskMessages,
  ...conversationMessages,
  ...transcriptMessages,
  ...reasoningMessages,
  ...assistMessages,
  ...supervisorMessages,
  ...reportsMessages,
  ...settingsMessages,
  ...learningMessages,
  ...paletteMessages,
};
