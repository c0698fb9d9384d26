import { describe, expect, test } from 'vitest';
import { START, makeMessage } from '../../testing/make.ts';
import type { EventRecord } from './event-record.ts';
import { foldControl } from './fold-control.ts';
import { newEvent } from './new-event.ts';
import type { NewEvent } from './new-event.ts';

const AUTO = { mode: 'auto', epoch: 0, holder: { kind: 'ai', name: null } };

function fold(...events: NewEvent[]): ReturnType<typeof foldControl> {
  return foldControl(
    events.map((event, offset): EventRecord => ({
      ...event,
      sessionId: 's',
      offset,
      at: START,
      deleted: false,
    })),
  );
}

function person(participant: object, metadata?: { author: { name: string } }): NewEvent {
  return newEvent('message', 'human_agent', 't', { message: 'x', participant }, metadata);
}

function announce(mode: string, epoch: number, kind: string, name: string | null = null): NewEvent {
  return newEvent('custom', 'system', 't', { type: 'mode.changed', mode, epoch, holder: { kind, name } });
}

describe('H1.4: control as the log tells it', () => {
  test('at first the AI has the session', () => {
    expect(fold()).toEqual(AUTO);
  });

  test.each([
    ['a customer', makeMessage('customer', 'x')],
    ['the AI', makeMessage('ai_agent', 'x')],
    ['somebody on behalf of the AI', makeMessage('human_agent_on_behalf_of_ai_agent', 'x')],
    ['the desk', makeMessage('system', 'x')],
    [
      'an application',
      newEvent('custom', 'customer_ui', 't', { mode: 'manual', epoch: 9, holder: { kind: 'ai' } }),
    ],
    ['another event of the system', newEvent('custom', 'system', 't', { type: 'rated', stars: 5 })],
    ['null of the system', newEvent('custom', 'system', 't', null)],
  ])('%s changes nothing', (_name, event) => {
    expect(fold(event)).toEqual(AUTO);
  });

  test('an announcement is what holds', () => {
    const held = announce('manual', 4, 'operator', 'Anna');
    expect(fold(held)).toEqual({ mode: 'manual', epoch: 4, holder: { kind: 'operator', name: 'Anna' } });
    expect(fold(held, announce('auto', 5, 'ai'))).toEqual({ ...AUTO, epoch: 5 });
  });

  test.each([
    [
      'one of ours',
      person({ id: null, display_name: 'A.' }, { author: { name: 'Anna' } }),
      'operator',
      'Anna',
    ],
    ['somebody with an id', person({ id: 'nils', display_name: 'Nils' }), 'operator', 'Nils'],
    ['somebody without', person({ id: null, display_name: 'Nils' }), 'external', null],
  ])(
    'H2.2: a message of %s takes control from the AI, and from nobody else',
    (_name, message, kind, name) => {
      const taken = { mode: 'manual', epoch: 1, holder: { kind, name } };
      expect(fold(message)).toEqual(taken);
      expect(fold(message, message)).toEqual(taken);
      expect(fold(announce('manual', 7, 'none'), message).epoch).toBe(7);
    },
  );
});
