import type { TriggerSettings } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { settingsOfDraft, triggerDraft } from './trigger-draft.ts';

const STORED: TriggerSettings = {
  thresholds: { frustration: 0.6, most_turns: 25 },
  modes: { rising_frustration: 'shadow' },
  phrases: ['line two', 'Kundenberater'],
  topics: [
    {
      name: 'recall',
      reason: 'recall',
      patterns: ['(toaster|kettle) * recalled'],
      examples: ['is it safe?'],
    },
    { name: 'legal', mode: 'shadow' },
  ],
  custom: { 'large damage': 'off' },
  shadow: { thresholds: { confidence: 0.6 } },
};

describe('triggers while they are written', () => {
  it('go back as they came, and set nothing where nothing was set', () => {
    expect(settingsOfDraft(triggerDraft(STORED))).toEqual(STORED);
    expect(settingsOfDraft(triggerDraft(null))).toEqual({});
  });

  it('leave out what was taken back', () => {
    const draft = triggerDraft({ thresholds: { frustration: null }, modes: { custom: null } });
    expect(settingsOfDraft({ ...draft, thresholds: { request: ' ' } })).toEqual({});
  });

  it('take a decimal comma, and leave what is no number for the server to refuse', () => {
    const { thresholds } = settingsOfDraft({
      ...triggerDraft(null),
      thresholds: { request: '0,8', confidence: 'very' },
    });
    expect(thresholds).toEqual({ request: 0.8, confidence: 'very' });
  });
});
