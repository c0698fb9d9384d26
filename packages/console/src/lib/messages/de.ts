import { assistMessages } from './de/assist.ts';
import { conversationMessages } from './de/conversation.ts';
import { deskMessages } from './de/desk.ts';
import { generalMessages } from './de/general.ts';
import { learningMessages } from './de/learning.ts';
import { navigationMessages } from './de/navigation.ts';
import { paletteMessages } from './de/palette.ts';
import { reasoningMessages } from './de/reasoning.ts';
import { reportsMessages } from './de/reports.ts';
import { settingsMessages } from './de/settings.ts';
import { supervisorMessages } from './de/supervisor.ts';
import { transcriptMessages } from './de/transcript.ts';
import type { Messages } from './en.ts';

/** Every string of the console, in German. */
export const de: Messages = {
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
