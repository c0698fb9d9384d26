import type { Attachment } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { EVIDENCE } from '../../testing/make.ts';
import { buildPackage } from '../package/build-package.ts';
import { filesOf } from './files-of.ts';

function file(name: string): Attachment {
  return { id: name, name, type: 'application/pdf', size: 1, creation_utc: '', by: 'customer' };
}

/** The package of a conversation in which the customer has sent this alone. */
function packageOf(data: object): ReturnType<typeof buildPackage> {
  const event = {
    sessionId: 's',
    offset: 0,
    at: 0,
    kind: 'message',
    source: 'customer',
    traceId: 't',
    data: JSON.stringify({ participant: { id: null, display_name: 'Jo' }, ...data }),
    metadata: null,
    deleted: false,
  } as const;
  return buildPackage({
    sessionId: 's',
    reason: 'api',
    evidence: [EVIDENCE],
    customer: { id: 'c', name: 'Jo', metadata: {} },
    events: [event],
    guidelines: [],
    language: null,
    details: {},
  });
}

describe('files of a message', () => {
  test.each([
    ['here', [file('a.pdf')], 'here', ['a.pdf']],
    ['a.pdf, b.pdf', [file('a.pdf'), file('b.pdf')], '', ['a.pdf', 'b.pdf']],
    ['a.pdf', undefined, 'a.pdf', []],
  ] as const)(
    '%j: what was written is told from what only repeats names',
    (message, attachments, written, files) => {
      const data = { message, ...(attachments !== undefined && { attachments: [...attachments] }) };
      expect(filesOf(data)).toEqual({ written, files });
    },
  );

  test('C13 the context package names them', () => {
    const { summary } = packageOf({ message: 'My bike is broken.', attachments: [file('photo of it.pdf')] });
    expect(summary).toContain('My bike is broken.');
    expect(summary).toContain('[photo of it.pdf]');
    expect(packageOf({ message: 'bill.pdf', attachments: [file('bill.pdf')] }).summary).toContain(
      '[bill.pdf]',
    );
  });
});
