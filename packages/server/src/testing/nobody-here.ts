import type { Outlook } from '../core/waiting/outlook.ts';
import { NO_OUTLOOK } from '../core/waiting/outlook.ts';

/** How things stand in a department that is open and in which nobody is, as it sets nothing itself (H7.3). */
export const NOBODY_HERE: Outlook = {
  ...NO_OUTLOOK,
  alternatives: ['wait', 'callback', 'email', 'ai'],
  why: 'nobody-present',
  free: false,
};
