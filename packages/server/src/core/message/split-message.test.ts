import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../testing/seeded.ts';
import { splitMessage } from './split-message.ts';

const LONG = 'A sentence of some length. '.repeat(12).trim();

describe('an answer is sent as', () => {
  test.each<[string, string, readonly string[]]>([
    ['one message when it is short', 'One.\n\nTwo.', ['One.\n\nTwo.']],
    ['one message without a blank line', `${LONG}\n${LONG}`, [`${LONG}\n${LONG}`]],
    ['its paragraphs when it is long', `${LONG}\n\nTwo.\n \t\nThree.`, [LONG, 'Two.', 'Three.']],
    [
      'no more than six messages',
      [LONG, '2', '3', '4', '5', '6', '7'].join('\n\n'),
      [LONG, '2', '3', '4', '5', '6\n\n7'],
    ],
    [
      'what it announces together with its list',
      `${LONG}\n\nYou need:\n\n- a passport`,
      [LONG, 'You need:\n\n- a passport'],
    ],
    [
      'fenced blocks in one piece',
      `${LONG}\n\n\`\`\`\na\n\nb\n\`\`\`\n\nEnd.`,
      [LONG, '```\na\n\nb\n```', 'End.'],
    ],
    ['nothing when it is empty', ' \n\n ', []],
  ])('%s', (_name, text, parts) => {
    expect(splitMessage(text)).toEqual(parts);
  });

  test('all its words, in order', () => {
    const line = fc.constantFrom('', ' ', 'word', '```', 'list:', LONG);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
        const parts = splitMessage(lines.join('\n'));
        expect(words(parts.join(' '))).toEqual(words(lines.join(' ')));
        expect(parts.length).toBeLessThanOrEqual(6);
        expect(parts.every((part) => part.trim() !== '')).toBe(true);
      }),
      seeded(200),
    );
  });
});
