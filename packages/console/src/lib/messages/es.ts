import { assistMessages } from './es/assist.ts';
import { conversationMessages } from './es/conversation.ts';
import { deskMessages } from './es/desk.ts';
import { generalMessages } from './es/general.ts';
import { learningMessages } from './es/learning.ts';
import { navigationMessages } from './es/navigation.ts';
import { paletteMessages } from './es/palette.ts';
import { reasoningMessages } from './es/reasoning.ts';
import { reportsMessages } from './es/reports.ts';
import { settingsMessages } from './es/settings.ts';
import { supervisorMessages } from './es/supervisor.ts';
import { transcriptMessages } from './es/transcript.ts';
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
