import { ConfigError } from '../../core/config-error.ts';
import { readAddress } from '../../core/follow-up/read-address.ts';

/** A mail server, and under whose name mails go out. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else it is begun where the server offers it. */
  readonly secure: boolean;
  readonly user: string | null;
  readonly password: string | null;
  readonly from: { readonly name: string; readonly address: string };
}

export const MAIL_VARIABLES: readonly { name: string; fallback: string; meaning: string }[] = [
  {
    name: 'BATON_SMTP_URL',
    fallback: '',
    meaning:
      'mail server for confirmations and notices: smtp://user:password@host:587 or smtps://…; default none',
  },
  {
    name: 'BATON_MAIL_FROM',
    fallback: '',
    meaning: 'under whose name mails go out, e.g. Acme Support <support@example.com>',
  },
];

/** Null when none is set up. Throws a ConfigError, without what is secret, for one that cannot be used. */
export function readMailSettings(read: (name: string) => string): MailSettings | null {
  const [text, from] = [read('BATON_SMTP_URL'), read('BATON_MAIL_FROM')];
  if (text === '' && from === '') return null;
  if (text === '') throw new ConfigError('BATON_MAIL_FROM is of no use without BATON_SMTP_URL');
  if (from === '') throw new ConfigError('BATON_SMTP_URL needs BATON_MAIL_FROM=Name <address@example.com>');
  return { ...readServer(text), from: readFrom(from) };
}

function readServer(text: string): Omit<MailSettings, 'from'> {
  const url = URL.canParse(text) ? new URL(text) : null;
  const known =
    url !== null && (url.protocol === 'smtp:' || url.protocol === 'smtps:') && url.hostname !== '';
  if (!known || url.search !== '' || url.hash !== '' || url.pathname.length > 1)
    throw new ConfigError(
      'BATON_SMTP_URL must be smtp://user:password@host:587 or smtps://user:password@host',
    );
  const secure = url.protocol === 'smtps:';
  const decoded = (part: string): string | null => {
    try {
      return part === '' ? null : decodeURIComponent(part);
    } catch {
      throw new ConfigError('BATON_SMTP_URL: a % in the user or the password is written %25');
    }
  };
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    user: decoded(url.username),
    password: decoded(url.password),
  };
}

function readFrom(text: string): MailSettings['from'] {
  const match = /^(?:([^<>"\p{C}]{1,100}?) *<([^<>]+)>|([^<> ]+))$/u.exec(text);
  const address = match === null ? null : readAddress('email', match[2] ?? match[3] ?? '');
  if (address !== null) return { name: match?.[1] ?? '', address };
  throw new ConfigError(`BATON_MAIL_FROM must be Name <address@example.com>, not "${text}"`);
}
