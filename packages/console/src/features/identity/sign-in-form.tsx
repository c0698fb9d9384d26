import type { Identity } from '@baton/client';
import { RequestError } from '@baton/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { baton } from '../../lib/baton.ts';
import { askToNotify } from '../../lib/bell.ts';
import { messages } from '../../lib/messages.ts';
import { identityQuery } from '../../lib/queries.ts';
import { refusalText } from '../../lib/refusal-text.ts';
import { EntryCard } from './entry-card.tsx';

/** Asks for an access key; the server answers with a cookie that scripts cannot read. */
export function SignInForm({ refused }: { refused: boolean }) {
  const cache = useQueryClient();
  const [key, setKey] = useState('');
  const signIn = useMutation({
    mutationFn: (given: string): Promise<Identity> => baton.signIn(given),
    onSuccess: (identity) => cache.setQueryData(identityQuery.queryKey, identity),
  });
  const fault =
    signIn.error === null ? (refused ? messages.identity.keyNotOperator : null) : faultText(signIn.error);
  return (
    <EntryCard title={messages.identity.keyTitle}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void askToNotify();
          signIn.mutate(key.trim());
        }}
      >
        <TextField
          label={messages.identity.key}
          hint={messages.identity.keyHint}
          type="password"
          value={key}
          onChange={(event) => setKey(event.target.value)}
          autoComplete="current-password"
          required
          autoFocus
          aria-invalid={fault !== null}
        />
        <p role="alert" className="text-sm text-late empty:hidden">
          {fault}
        </p>
        <Button type="submit" look="primary" className="h-10" disabled={signIn.isPending}>
          {signIn.isPending ? messages.identity.signingIn : messages.identity.signIn}
        </Button>
      </form>
    </EntryCard>
  );
}

function faultText(error: Error): string {
  if (error instanceof RequestError && [401, 403].includes(error.status)) return messages.identity.keyRefused;
  return refusalText(error);
}
