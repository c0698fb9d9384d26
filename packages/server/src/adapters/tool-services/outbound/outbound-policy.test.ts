import { describe, expect, test } from 'vitest';
import { classifyAddress } from './address-class.ts';
import { OutboundPolicy } from './outbound-policy.ts';

test.each([
  ['8.8.8.8', 'public'],
  ['172.32.0.1', 'public'],
  ['100.128.0.1', 'public'],
  ['2606:4700::1111', 'public'],
  ['::ffff:8.8.8.8', 'public'],
  ['::ffff:808:808', 'public'],
  ['127.0.0.1', 'private'],
  ['127.255.255.254', 'private'],
  ['10.1.2.3', 'private'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['192.168.0.1', 'private'],
  ['100.64.0.1', 'private'],
  ['198.18.0.1', 'private'],
  ['::1', 'private'],
  ['::ffff:127.0.0.1', 'private'],
  ['::ffff:7f00:1', 'private'],
  ['0:0:0:0:0:ffff:a00:1', 'private'],
  ['::127.0.0.1', 'private'],
  ['fc00::1', 'private'],
  ['fd12:3456::1', 'private'],
  ['fec0::1', 'private'],
  ['64:ff9b::808:808', 'public'],
  ['64:ff9b::7f00:1', 'private'],
  ['64:ff9b::a9fe:a9fe', 'metadata'],
  ['64:ff9b::7', 'private'],
  ['64:ff9b:1::1', 'private'],
  ['2002:7f00:1::', 'private'],
  ['2001:0:1::1', 'private'],
  ['169.254.169.254', 'metadata'],
  ['169.254.0.1', 'metadata'],
  ['::ffff:169.254.169.254', 'metadata'],
  ['100.100.100.200', 'metadata'],
  ['168.63.129.16', 'metadata'],
  ['192.0.0.192', 'metadata'],
  ['fe80::1', 'metadata'],
  ['fe80::1%eth0', 'metadata'],
  ['fd00:ec2::254', 'metadata'],
  ['0.0.0.0', 'never'],
  ['0.1.2.3', 'never'],
  ['::', 'never'],
  ['::ffff:0.0.0.0', 'never'],
  ['224.0.0.1', 'never'],
  ['239.255.255.255', 'never'],
  ['255.255.255.255', 'never'],
  ['240.0.0.1', 'never'],
  ['ff02::1', 'never'],
  ['2001:db8::1', 'never'],
  ['203.0.113.7', 'never'],
  ['localhost', 'never'],
  ['', 'never'],
])('%s is %s', (address, kind) => {
  expect(classifyAddress(address)).toBe(kind);
});

describe('who may be called', () => {
  const policy = OutboundPolicy.parse([
    'tools.internal',
    'crm.internal:8089',
    '10.1.0.0/16',
    'fd00:1::/32',
    '192.168.7.7:9000',
    '[::1]:8089',
    '169.254.170.2',
  ]);

  test.each([
    // host, port, address
    ['tools.example.com', 443, '8.8.8.8'],
    ['tools.internal', 1, '10.9.9.9'],
    ['TOOLS.internal.', 1, '10.9.9.9'],
    ['crm.internal', 8089, '127.0.0.1'],
    ['any.example.com', 80, '10.1.2.3'],
    ['any.example.com', 80, '::ffff:10.1.2.3'],
    ['any.example.com', 80, 'fd00:1::7'],
    ['192.168.7.7', 9000, '192.168.7.7'],
    ['any.example.com', 9000, '192.168.7.7'],
    ['[::1]', 8089, '::1'],
    ['169.254.170.2', 80, '169.254.170.2'],
  ])('%s:%i at %s may be', (host, port, address) => {
    expect(policy.allows(host, port, address)).toBe(true);
  });

  test.each([
    ['other.internal', 80, '10.9.9.9'],
    ['evil.tools.internal', 80, '10.9.9.9'],
    ['tools.internal.evil.com', 80, '10.9.9.9'],
    ['crm.internal', 8090, '127.0.0.1'],
    ['192.168.7.7', 9001, '192.168.7.7'],
    ['[::1]', 80, '::1'],
    // The name alone does not lead to a cloud's metadata, nor to everybody.
    ['tools.internal', 80, '169.254.169.254'],
    ['tools.internal', 80, '0.0.0.0'],
    ['tools.internal', 80, 'ff02::1'],
  ])('%s:%i at %s may not be', (host, port, address) => {
    expect(policy.allows(host, port, address)).toBe(false);
  });

  test.each(['10.0.0.0/33', 'fd00::/129', 'a b', 'http://x', 'x:0', 'x:70000', 'x:y', '', '300.1.1.1/8'])(
    '"%s" is no entry, and the message says what is',
    (entry) => {
      expect(() => OutboundPolicy.parse([entry])).toThrow(`"${entry}" is no host`);
    },
  );
});
