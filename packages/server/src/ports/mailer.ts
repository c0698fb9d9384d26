/** One plain e-mail. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for every attempt, so that whoever gets it twice shows it once. Letters, digits, `.` and `-`. */
  readonly id: string;
}

export type MailOutcome =
  | { readonly type: 'sent' }
  /** `error` is for people of the company: what the other side said, without credentials. */
  | { readonly type: 'failed'; readonly error: string; readonly worthTrying: boolean };

/** Port: sends e-mail. Never rejects. */
export interface Mailer {
  send(mail: Mail): Promise<MailOutcome>;
}
