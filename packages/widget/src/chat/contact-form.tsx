import type { ComponentChildren, InputHTMLAttributes, VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatController } from '../effects/chat-controller.ts';
import { isEmailAddress, isPhoneNumber, readLocalTime } from '../text/contact.ts';
import { useMoreMessages } from './use-more-messages.ts';
import { useName } from './use-name.ts';

interface FormProps {
  chat: ChatController;
  busy: boolean;
  onBack: () => void;
}

export function CallbackForm({ chat, busy, onBack }: FormProps): VNode {
  const words = useMoreMessages();
  const [phone, setPhone] = useState('');
  const [when, setWhen] = useState('');
  const [wrong, setWrong] = useState<'phone' | 'when' | null>(null);
  const submit = (): void => {
    const at = readLocalTime(when, Date.now());
    const fault = isPhoneNumber(phone) ? (at === undefined ? 'when' : null) : 'phone';
    setWrong(fault);
    if (fault === null) void chat.more.choices.callBack(phone.trim(), at ?? null);
  };
  return (
    <ContactForm label={words.callMeBack} busy={busy} onBack={onBack} onSubmit={submit}>
      <Field
        label={words.phone}
        type="tel"
        autocomplete="tel"
        value={phone}
        onValue={setPhone}
        fault={wrong === 'phone' ? words.badPhone : null}
        first
      />
      <Field
        label={words.when}
        type="datetime-local"
        value={when}
        onValue={setWhen}
        fault={wrong === 'when' ? words.badTime : null}
      />
    </ContactForm>
  );
}

export function EmailForm({ chat, busy, onBack }: FormProps): VNode {
  const words = useMoreMessages();
  const [address, setAddress] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (): void => {
    setWrong(!isEmailAddress(address));
    if (isEmailAddress(address)) void chat.more.choices.email(address.trim());
  };
  return (
    <ContactForm label={words.emailMe} busy={busy} onBack={onBack} onSubmit={submit}>
      <Field
        label={words.emailAddress}
        type="email"
        autocomplete="email"
        value={address}
        onValue={setAddress}
        fault={wrong ? words.badEmail : null}
        first
      />
    </ContactForm>
  );
}

interface ContactFormProps {
  label: string;
  busy: boolean;
  onBack: () => void;
  onSubmit: () => void;
  children: ComponentChildren;
}

function ContactForm({ label, busy, onBack, onSubmit, children }: ContactFormProps): VNode {
  const words = useMoreMessages();
  return (
    <form
      class="contact"
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <div class="fields">{children}</div>
      <div class="contact-buttons">
        <button type="button" class="quiet-button" onClick={onBack}>
          {words.back}
        </button>
        <button type="submit" class="main-button" disabled={busy}>
          {label}
        </button>
      </div>
    </form>
  );
}

interface FieldProps {
  label: string;
  type: 'tel' | 'email' | 'datetime-local';
  autocomplete?: 'tel' | 'email';
  value: string;
  onValue: (value: string) => void;
  fault: string | null;
  /** Takes the focus when it appears. */
  first?: boolean;
}

function Field({ label, type, autocomplete, value, onValue, fault, first = false }: FieldProps): VNode {
  const id = useName();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (first || fault !== null) input.current?.focus();
  }, [first, fault]);
  const attributes = {
    id,
    type,
    autocomplete: autocomplete ?? 'off',
    value,
    'aria-invalid': fault !== null,
    'aria-describedby': fault === null ? undefined : `${id}-fault`,
  } as InputHTMLAttributes;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input ref={input} {...attributes} onInput={(event) => onValue(event.currentTarget.value)} />
      {fault === null ? null : (
        <p id={`${id}-fault`} class="fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
