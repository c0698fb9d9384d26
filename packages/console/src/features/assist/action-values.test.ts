import type { ActionField, QuickAction } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { argumentsOf, firstValues } from './action-values.ts';

const field = (name: string, type: ActionField['type'], changes: Partial<ActionField> = {}): ActionField => ({
  name,
  label: name,
  description: null,
  type,
  required: false,
  options: [],
  value: null,
  ...changes,
});
const action: QuickAction = {
  id: 'built-in:refund',
  title: 'Refund',
  description: '',
  consequential: true,
  fields: [
    field('order', 'text', { value: 'A-1001', required: true }),
    field('amount', 'number', { value: 12.5 }),
    field('days', 'integer'),
    field('notify', 'boolean'),
    field('on', 'date'),
  ],
};

describe('the form of an action', () => {
  it('begins with what is suggested', () => {
    expect(firstValues(action)).toEqual({ order: 'A-1001', amount: '12.5', days: '', notify: false, on: '' });
  });

  it('gives arguments of the types that the tool wants, and none that is empty', () => {
    expect(argumentsOf(action, firstValues(action))).toEqual({
      order: 'A-1001',
      amount: 12.5,
      notify: false,
    });
    const filled = { ...firstValues(action), order: '  B-2 ', days: '3', notify: true, on: '2026-05-01' };
    expect(argumentsOf(action, filled)).toEqual({
      order: 'B-2',
      amount: 12.5,
      days: 3,
      notify: true,
      on: '2026-05-01',
    });
  });
});
