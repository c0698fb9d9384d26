import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../core/config-error.ts';
import { SmtpMailer } from './smtp-mailer.ts';
import { readMailSettings } from './read-mail-settings.ts';

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

/** A mail server that keeps what it is sent. */
class MailBox implements AsyncDisposable {
  readonly received: Received[] = [];
  readonly #server: SMTPServer;

  private constructor(options: SMTPServerOptions) {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      logger: false,
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          this.received.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            raw: Buffer.concat(chunks).toString('utf8'),
          });
          done();
        });
      },
      ...options,
    });
  }

  static async open(options: SMTPServerOptions = {}): Promise<MailBox> {
    const box = new MailBox(options);
    await new Promise<void>((resolve) => box.#server.listen(0, '127.0.0.1', resolve));
    return box;
  }

  mailer(login = ''): SmtpMailer {
    const { port } = this.#server.server.address() as AddressInfo;
    const env: Record<string, string> = {
      BATON_SMTP_URL: `smtp://${login}127.0.0.1:${port}`,
      BATON_MAIL_FROM: 'Acme Support <support@acme.example>',
    };
    return new SmtpMailer(readMailSettings((name) => env[name] ?? '')!);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

const MAIL = {
  to: 'kim@example.com',
  subject: 'Wir haben Ihr Anliegen',
  text: 'Grüße\n.\nEnde',
  id: 'h1.confirmation',
};

function headersOf({ raw }: Received): string[] {
  return (raw.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/g, ' ').split('\r\n');
}

describe('mail by SMTP', () => {
  test('arrives as plain text, with the same id at every attempt', async () => {
    await using box = await MailBox.open();
    expect(await box.mailer().send(MAIL)).toEqual({ type: 'sent' });
    expect(await box.mailer().send(MAIL)).toEqual({ type: 'sent' });
    const [first] = box.received;
    expect(first).toMatchObject({ from: 'support@acme.example', to: ['kim@example.com'] });
    const headers = headersOf(first!);
    expect(headers).toContain('From: Acme Support <support@acme.example>');
    expect(headers).toContain('Auto-Submitted: auto-generated');
    expect(headers.find((line) => line.startsWith('Content-Type'))).toMatch(/^Content-Type: text\/plain/);
    const ids = box.received.map((each) => headersOf(each).find((line) => line.startsWith('Message-ID')));
    expect(new Set(ids)).toEqual(new Set(['Message-ID: <h1.confirmation@acme.example>']));
  });

  test.each([
    ['a subject with a line of its own', { subject: 'Hi\r\nBcc: eve@example.com\r\n\r\nBuy' }],
    ['an address with a line of its own', { to: 'kim@example.com\r\nBcc: eve@example.com' }],
    ['two addresses', { to: 'kim@example.com, eve@example.com' }],
    ['a name with an address', { to: '"eve@example.com" <kim@example.com>' }],
    ['an address with a command', { to: 'kim@example.com>\r\nRCPT TO:<eve@example.com' }],
    ['a text with headers', { text: 'Bcc: eve@example.com\r\n.\r\nMAIL FROM:<x@y.z>' }],
  ])('nobody else gets it: %s', async (_what, over) => {
    await using box = await MailBox.open();
    await box.mailer().send({ ...MAIL, ...over });
    for (const received of box.received) {
      expect(received.to).not.toContain('eve@example.com');
      expect(headersOf(received).filter((line) => /^(?:bcc|cc):/i.test(line))).toEqual([]);
    }
    expect(box.received.length).toBeLessThanOrEqual(1);
  });

  test('an address that does not exist is no use trying again; a busy server is', async () => {
    const refuse = (code: number): SMTPServerOptions => ({
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error('mailbox'), { responseCode: code })),
    });
    await using gone = await MailBox.open(refuse(550));
    expect(await gone.mailer().send(MAIL)).toMatchObject({ type: 'failed', worthTrying: false });
    await using busy = await MailBox.open(refuse(450));
    expect(await busy.mailer().send(MAIL)).toMatchObject({ type: 'failed', worthTrying: true });
  });

  test('a wrong password is told without the password', async () => {
    await using box = await MailBox.open({
      authOptional: false,
      onAuth: (auth, _session, done) => done(new Error(`no ${auth.username} with ${auth.password}`)),
    });
    const outcome = await box.mailer('user:s3cret-word@').send(MAIL);
    expect(outcome).toMatchObject({ type: 'failed', worthTrying: true });
    expect(JSON.stringify(outcome)).not.toContain('s3cret-word');
  });

  test('a server that is not there is tried again', async () => {
    const box = await MailBox.open();
    const mailer = box.mailer();
    await box[Symbol.asyncDispose]();
    expect(await mailer.send(MAIL)).toMatchObject({ type: 'failed', worthTrying: true });
  });
});

describe('the settings of a mail server', () => {
  const read = (url: string, from = 'support@acme.example'): ReturnType<typeof readMailSettings> =>
    readMailSettings((name) => (name === 'BATON_SMTP_URL' ? url : from));

  test('none is set up where nothing is set', () => {
    expect(read('', '')).toBeNull();
  });

  test('address, port, encryption and log-in come from one URL', () => {
    expect(read('smtps://me%40acme:p%3Aw@mail.acme.example', 'Acme <support@acme.example>')).toEqual({
      host: 'mail.acme.example',
      port: 465,
      secure: true,
      user: 'me@acme',
      password: 'p:w',
      from: { name: 'Acme', address: 'support@acme.example' },
    });
    expect(read('smtp://127.0.0.1:2525')).toMatchObject({ port: 2525, secure: false, user: null });
  });

  test.each([
    ['http://mail.example', 'a@b.example'],
    ['mail.example:25', 'a@b.example'],
    ['smtp://', 'a@b.example'],
    ['smtp://u:topsecret@host/path', 'a@b.example'],
    ['smtp://u:topsecret@host?pool=true', 'a@b.example'],
    ['smtp://u:%zz-topsecret@host', 'a@b.example'],
    ['smtp://u:topsecret@host', 'support'],
    ['smtp://u:topsecret@host', 'A <a@b.example>\nBcc: c@d.example'],
    ['smtp://u:topsecret@host', ''],
    ['', 'a@b.example'],
  ])('%s from %j cannot be used, and no secret is told', (url, from) => {
    expect(() => read(url, from)).toThrow(ConfigError);
    expect(() => read(url, from)).toThrow(/^(?!.*topsecret)/s);
  });
});
