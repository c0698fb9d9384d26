import { conditions } from './conditions.ts';
import { encoderSpeed } from './encoder-speed.ts';
import { fewShot } from './few-shot.ts';
import { falseAlarms, humanRequest } from './human-request.ts';
import type { Measure } from './measure.ts';
import { details, frustration, language, messageTime, moderation, policyTopics } from './message-reading.ts';
import { outOfScope } from './out-of-scope.ts';

/** Every measure of `npm run bench:nlp`, in the order they are printed: a new one is named here. */
export const MEASURES: readonly Measure[] = [
  encoderSpeed,
  fewShot,
  outOfScope,
  conditions,
  humanRequest,
  falseAlarms,
  policyTopics,
  moderation,
  frustration,
  language,
  details,
  messageTime,
];
