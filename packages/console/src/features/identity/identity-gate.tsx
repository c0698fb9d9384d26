import type { Identity } from '@baton/client';
import type { OperatorRef } from '@baton/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMemo, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { baton, staff } from '../../lib/baton.ts';
import { localStore } from '../../lib/local-store.ts';
import { messages } from '../../lib/messages.ts';
import type { CurrentOperator } from '../../lib/operator.ts';
import { OperatorContext } from '../../lib/operator.ts';
import { PRESENCE_KEY } from '../../lib/own-operator.ts';
import { identityQuery } from '../../lib/queries.ts';
import { AccountContext } from './account-context.ts';
import { EntryCard } from './entry-card.tsx';
import { forgetLocalOperator, readLocalOperator } from './local-operator.ts';
import { NameForm } from './name-form.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** Shows the console once it is known who sits at the screen. */
export function IdentityGate({ children }: { children: ReactNode }) {
  const cache = useQueryClient();
  const identity = useQuery(identityQuery);
  const [local, setLocal] = useState(readLocalOperator);
  const [renaming, setRenaming] = useState(false);
  const known = identity.data ?? null;
  const operator = useMemo(() => operatorOf(known, local), [known, local]);
  const leaving = useMutation({
    mutationFn: async () => {
      // Before the key is forgotten, with which alone he may say so.
      if (operator !== null) await staff.setPresence(operator.id, 'offline').catch(() => undefined);
      localStore.write(PRESENCE_KEY, null);
      await baton.signOut();
    },
    onSettled: () => {
      forgetLocalOperator();
      setLocal(null);
      // Whoever signs in next sees nothing of what this operator saw.
      cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== identityQuery.queryKey[0] });
      return cache.resetQueries({ queryKey: identityQuery.queryKey });
    },
  });
  const { mutate: leave } = leaving;
  const account = useMemo(
    () => ({ rename: known?.operator ? null : () => setRenaming(true), leave: () => leave() }),
    [known, leave],
  );

  if (identity.data === undefined)
    return <Opening failed={identity.isError} onRetry={() => void identity.refetch()} />;
  if (known === null || !mayAnswer(known))
    return <SignInForm refused={known !== null && known.role !== 'anonymous'} />;
  if (operator === null || renaming) {
    const onNamed = (named: OperatorRef): void => {
      setLocal(named);
      setRenaming(false);
    };
    return <NameForm known={local} onNamed={onNamed} />;
  }
  return (
    <OperatorContext value={operator}>
      <AccountContext value={account}>{children}</AccountContext>
    </OperatorContext>
  );
}

function Opening({ failed, onRetry }: { failed: boolean; onRetry: () => void }) {
  return (
    <EntryCard title={failed ? messages.identity.failed : messages.identity.loading}>
      {failed && <Button onClick={onRetry}>{messages.identity.retry}</Button>}
    </EntryCard>
  );
}

function mayAnswer({ role }: Identity): boolean {
  return role === 'admin' || role === 'operator';
}

/** With an operator's key the server knows who acts, and nothing is sent along. */
function operatorOf(identity: Identity | null, local: OperatorRef | null): CurrentOperator | null {
  if (identity?.operator) return { ...identity.operator, actAs: {} };
  return local === null ? null : { ...local, actAs: { operator: local } };
}
