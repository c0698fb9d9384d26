import { use } from 'react';
import { Button } from '../../components/button.tsx';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { AccountContext } from './account-context.ts';

/** Who is answering, and the way out. */
export function AccountLine() {
  const operator = useOperator();
  const account = use(AccountContext);
  const rename = account?.rename ?? null;
  return (
    <div className="flex min-w-0 flex-1 items-center justify-between gap-1">
      {rename === null ? (
        <span className="truncate text-sm font-medium">{operator.name}</span>
      ) : (
        <button
          type="button"
          onClick={rename}
          title={messages.identity.changeName}
          className="-ml-1.5 h-8 min-w-0 truncate rounded-lg px-1.5 text-sm font-medium hover:bg-hover"
        >
          {operator.name}
          <span className="sr-only">, {messages.identity.changeName}</span>
        </button>
      )}
      <Button look="quiet" className="px-2 text-xs" onClick={account?.leave}>
        {messages.identity.signOut}
      </Button>
    </div>
  );
}
