import { createTransport } from 'nodemailer';
import type { Mail, MailOutcome, Mailer } from '../../ports/mailer.ts';
import type { MailSettings } from './read-mail-settings.ts';

const TIMEOUT_MS = 15_000;
const LONGEST_ERROR = 300;

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** Sends plain e-mail by SMTP, one connection a mail. */
export class SmtpMailer implements Mailer {
  readonly #settings: MailSettings;
  readonly #transport: ReturnType<typeof createTransport>;
  readonly #domain: string;

  constructor(settings: MailSettings) {
    this.#settings = settings;
    this.#domain = settings.from.address.slice(settings.from.address.lastIndexOf('@') + 1);
    const { host, port, secure, user, password } = settings;
    this.#transport = createTransport({
      host,
      port,
      secure,
      ...(user !== null && { auth: { user, pass: password ?? '' } }),
      // A password does not go out in the clear because somebody in between has taken STARTTLS away.
      requireTLS: user !== null && !secure && !isLoopback(host),
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send({ to, subject, text, id }: Mail): Promise<MailOutcome> {
    try {
      await this.#transport.sendMail({
        from: this.#settings.from,
        // As an object it is one address, whatever stands in it.
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${id}@${this.#domain}>`,
        // So that no out-of-office answer comes back (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return { type: 'sent' };
    } catch (error) {
      return this.#failed(error);
    }
  }

  #failed(error: unknown): MailOutcome {
    const { responseCode, code, response, message } = error as {
      responseCode?: number;
      code?: string;
      response?: string;
      message?: string;
    };
    const told = [code, response ?? message].filter((part) => part !== undefined).join(': ');
    // A rejected log-in is mended by whoever runs the server; a rejected address never is.
    const forGood = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
    return { type: 'failed', error: this.#clean(told), worthTrying: !forGood };
  }

  /** What a mail server answers is foreign text, and may repeat what it was sent. */
  #clean(text: string): string {
    const { user, password } = this.#settings;
    const secrets = [password, user].filter((secret) => secret !== null && secret !== '');
    const hidden = secrets.reduce<string>((rest, secret) => rest.replaceAll(secret ?? '', '…'), text);
    return hidden
      .replace(/[\p{C}\s]+/gu, ' ')
      .slice(0, LONGEST_ERROR)
      .toWellFormed();
  }
}
