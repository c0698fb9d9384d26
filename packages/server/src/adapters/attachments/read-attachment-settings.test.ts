import { ATTACHMENT_TYPES } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { ATTACHMENT_VARIABLES, readAttachmentSettings } from './read-attachment-settings.ts';
import type { AttachmentSettings } from './read-attachment-settings.ts';

function readFrom(env: Readonly<Record<string, string | undefined>>): AttachmentSettings {
  const fallback = (name: string): string =>
    ATTACHMENT_VARIABLES.find((variable) => variable.name === name)?.fallback ?? '';
  return readAttachmentSettings((name) => env[name] ?? fallback(name), '/data/baton.db');
}

const KEY = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };

describe('where files of conversations are kept', () => {
  test('beside the database', () => {
    expect(readFrom({})).toEqual({
      place: { kind: 'disk', folder: '/data/baton.db.attachments' },
      limit: 10 * 1024 * 1024,
      types: ATTACHMENT_TYPES,
    });
  });

  test('in a bucket of whichever service', () => {
    const place = 's3://chats/prod/files/?endpoint=https://s3.example.com/&region=eu-central-1';
    expect(readFrom({ ...KEY, BATON_ATTACHMENTS: place }).place).toEqual({
      kind: 's3',
      endpoint: 'https://s3.example.com',
      bucket: 'chats',
      prefix: 'prod/files',
      region: 'eu-central-1',
      accessKeyId: 'id',
      secretAccessKey: 'secret',
      sessionToken: null,
    });
    expect(readFrom({ ...KEY, BATON_ATTACHMENTS: 's3://chats?region=eu-west-1' }).place).toMatchObject({
      endpoint: 'https://s3.eu-west-1.amazonaws.com',
      prefix: '',
    });
  });

  test.each([
    { BATON_ATTACHMENTS: 's3://chats' },
    { ...KEY, BATON_ATTACHMENTS: 's3://' },
    { ...KEY, BATON_ATTACHMENTS: 's3://chats?endpoint=ftp://x' },
    { ...KEY, BATON_ATTACHMENTS: 's3://chats?endpoint=https://x/path' },
    { BATON_ATTACHMENTS: 'gs://chats' },
    { BATON_ATTACHMENT_LIMIT: '10MB' },
    { BATON_ATTACHMENT_LIMIT: '1' },
    { BATON_ATTACHMENT_TYPES: 'image/png, text/html' },
    { BATON_ATTACHMENT_TYPES: 'image/svg+xml' },
    { BATON_ATTACHMENT_TYPES: 'image/*' },
  ])('%j cannot be used', (env) => {
    expect(() => readFrom(env)).toThrow(/^(?:BATON_ATTACHMENT|BATON_ATTACHMENTS)/);
  });

  test('Office documents are no pages though their types speak of XML', () => {
    const types = ATTACHMENT_TYPES.join(',');
    expect(readFrom({ BATON_ATTACHMENT_TYPES: types }).types).toEqual([...ATTACHMENT_TYPES]);
  });
});
