import { array, assert, constantFrom, oneof, option, property, string, tuple, nat } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RemoteTopic } from '../../../ports/remote-changes.ts';
import { bodyOf, readBody, readTelling, tellingOf } from './change.ts';
import { TellingSeal } from './telling-seal.ts';

const TOPICS: readonly RemoteTopic[] = [
  'operator',
  'department',
  'presence',
  'behaviour',
  'follow-up',
  'customer',
];

describe('what is told of a change', () => {
  test('is read as it was written, whatever the ids are', () => {
    const sessions = array(tuple(string(), option(string())));
    const records = array(tuple(constantFrom(...TOPICS), string()));
    assert(
      property(sessions, records, nat(), (changed, written, seq) => {
        const note = { writer: 'Some-writer_1', seq, body: bodyOf({ sessions: changed, records: written }) };
        expect(readTelling(tellingOf(note, 1e6))).toEqual(note);
        expect(readTelling(tellingOf(note, 3))).toEqual({ ...note, body: '' });
        const read = readBody(note.body);
        expect(read?.sessions).toEqual(changed);
        expect(read?.records).toEqual(written.map(([topic, key]) => ({ topic, key })));
      }),
    );
  });

  test('of anything else nothing is read, and nothing is thrown', () => {
    const junk = oneof(
      string(),
      constantFrom('[]', '{}', 'null', '[[],{}]', '[[{}],[]]', '[[["a"]],[["everything",""]]]'),
    );
    assert(
      property(junk, (text) => {
        const read = readBody(text);
        expect(read === null || (read.sessions.length === 0 && read.records.length === 0)).toBe(true);
        const telling = readTelling(text);
        expect(telling === null || /^[\w-]{1,64} \d{1,15} /.test(text)).toBe(true);
      }),
    );
  });
});

describe('what is sealed', () => {
  const seal = new TellingSeal('one database');

  test('is opened by who has the same key, and by nobody else', () => {
    assert(
      property(string(), (telling) => {
        expect(new TellingSeal('one database').open(seal.seal(telling))).toBe(telling);
        expect(new TellingSeal('another').open(seal.seal(telling))).toBeNull();
        expect(seal.open(telling)).toBeNull();
      }),
    );
    expect(seal.name).toMatch(/^\w{22}$/);
  });
});
