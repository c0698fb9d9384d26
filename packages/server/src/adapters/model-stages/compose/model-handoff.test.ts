import { describe, expect, test } from 'vitest';
import { NO_OUTLOOK } from '../../../core/waiting/outlook.ts';
import type { Outlook } from '../../../core/waiting/outlook.ts';
import { readState } from '../../embedded/embedded-state.ts';
import { answers, compose, made, never } from '../testing/compose-by-model.ts';
import { sectionsOf } from '../testing/model-turn.ts';

describe('a handoff', () => {
  const handoff = { reason: 'customer_requested', available: false };

  test('with nothing else to tell is announced without a call', async () => {
    const { texts } = await compose(never, { handoff });
    expect(texts).toEqual([expect.stringContaining('Nobody is free at this moment')]);
  });

  test('that a tool asked for has nothing else to tell', async () => {
    const call = { ...made('done'), result: { data: 'done', control: { mode: 'manual' as const } } };
    expect((await compose(never, { handoff, calls: [call] })).texts).toHaveLength(1);
  });

  test('with a result to tell is one call that knows whether somebody is free', async () => {
    const text = 'Your claim is open. A person from our team will take over as soon as possible.';
    const { texts, turn } = await compose(answers(text), { handoff, calls: [made('open')] });
    expect(texts).toEqual([text]);
    expect(sectionsOf(turn.model.calls[0])['handoff']).toEqual([
      { reason: 'customer_requested', available: false },
    ]);
  });

  test('a message that does not announce it is not the one', async () => {
    const { texts, turn } = await compose(answers('Your claim is open.'), { handoff, calls: [made('open')] });
    expect(texts[0]).toContain('a person from our team');
    expect(turn.fellBack).toEqual([['compose', 'the message does not say that a person takes over']]);
  });

  test('in a language nobody wrote the words in, the model says it', async () => {
    const { texts } = await compose(
      answers('担当者におつなぎします。'),
      { handoff: { ...handoff, available: null } },
      { said: '人間と話したいです。お願いします。' },
    );
    expect(texts).toEqual(['担当者におつなぎします。']);
  });

  describe('H4.5: where nobody can come now', () => {
    const CONNECTING = 'Your claim is open. I am connecting you to a colleague now.';

    test('a promise of "now" is not sent', async () => {
      const { texts, turn } = await compose(answers(CONNECTING), { handoff, calls: [made('open')] });
      expect(texts[0]).not.toContain('connecting');
      expect(texts[0]).toContain('Nobody is free at this moment');
      expect(turn.fellBack).toHaveLength(1);
    });

    test('it is sent where somebody is free', async () => {
      const free = { reason: 'customer_requested', available: true };
      const { texts } = await compose(answers(CONNECTING), { handoff: free, calls: [made('open')] });
      expect(texts).toEqual([CONNECTING]);
    });

    test('words that nobody here can read are not trusted', async () => {
      const said = '人間と話したいです。お願いします。';
      const { texts } = await compose(answers('担当者におつなぎします。'), { handoff }, { said });
      expect(texts).toEqual([expect.stringContaining('Nobody is free at this moment')]);
    });

    test('the model is told the hours, the place, the wait and the choices', async () => {
      const at = Date.UTC(2026, 0, 10, 12) * 1000;
      const outlook: Outlook = {
        ...NO_OUTLOOK,
        told: { at, position: 3, range: null },
        alternatives: ['callback', 'ai'],
        why: 'closed',
        opensAt: at + 45 * 3_600_000_000,
        zone: 'Europe/Berlin',
        free: false,
      };
      const text = 'Your claim is open. Our team is back on Monday; a person will take over then.';
      const { texts, turn } = await compose(answers(text), {
        handoff: { ...handoff, outlook },
        calls: [made('open')],
      });
      expect(texts).toEqual([text]);
      expect(sectionsOf(turn.model.calls[0])['handoff']).toEqual([
        {
          reason: 'customer_requested',
          available: false,
          why_not: 'closed',
          opens: 'Monday, 10:00 GMT+1',
          place: 3,
          can_choose: ['callback', 'ai'],
        },
      ]);
    });
  });

  test('what led to it is forgotten: it does not fire again', async () => {
    const { state, turn } = await compose(never, { handoff });
    expect(readState(turn.context('x'), state)).toMatchObject({ confidences: [], calmAfter: 0 });
  });
});
