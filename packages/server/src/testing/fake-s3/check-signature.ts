import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a request must be signed with. */
export interface S3Key {
  readonly id: string;
  readonly secret: string;
  readonly region: string;
}

/**
 * What is wrong with a request's signature (AWS Signature Version 4, header form, as published for S3); null when it
 * holds. `digest`: SHA-256 of the body that came, in hexadecimal digits.
 */
export function signatureFault(request: IncomingMessage, digest: string, key: S3Key): string | null {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    );
  if (match === null) return 'the Authorization header is not of the form that is published';
  const [, id = '', day = '', region = '', signed = '', signature = ''] = match;
  const header = (name: string): string =>
    String(request.headers[name] ?? '')
      .trim()
      .replace(/ +/g, ' ');
  const time = header('x-amz-date');
  const names = signed.split(';');
  if (id !== key.id || region !== key.region) return 'another key or region';
  if (!/^\d{8}T\d{6}Z$/.test(time) || !time.startsWith(day)) return 'x-amz-date does not fit';
  for (const needed of ['host', 'x-amz-content-sha256', 'x-amz-date'])
    if (!names.includes(needed)) return `${needed} is not signed`;
  const claimed = header('x-amz-content-sha256');
  if (claimed !== 'UNSIGNED-PAYLOAD' && claimed !== digest)
    return 'x-amz-content-sha256 is not that of the body';
  const url = new URL(request.url ?? '/', 'http://localhost');
  const query = [...url.searchParams].map((pair) => pair.map(encodeURIComponent).join('=')).toSorted();
  const canonical = [
    request.method,
    url.pathname,
    query.join('&'),
    ...names.map((name) => `${name}:${header(name)}`),
    '',
    signed,
    claimed,
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const signingKey = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${key.secret}`,
  );
  const expected = createHmac('sha256', signingKey).update(text).digest('hex');
  return expected === signature ? null : 'the signature does not fit';
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
