import { DUTCH_TEMPLATES, GERMAN_TEMPLATES } from './germanic.ts';
import { FRENCH_TEMPLATES, ITALIAN_TEMPLATES, PORTUGUESE_TEMPLATES, SPANISH_TEMPLATES } from './romance.ts';
import type { LanguageTemplates } from './template.ts';

export const OTHER_TEMPLATES: readonly LanguageTemplates[] = [
  SPANISH_TEMPLATES,
  FRENCH_TEMPLATES,
  GERMAN_TEMPLATES,
  PORTUGUESE_TEMPLATES,
  ITALIAN_TEMPLATES,
  DUTCH_TEMPLATES,
];
