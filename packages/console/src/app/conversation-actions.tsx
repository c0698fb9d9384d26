import type { Handoff } from '@baton/protocol';
import { Button } from '../components/button.tsx';
import { messages } from '../lib/messages.ts';
import type { ConversationState } from './use-conversation.ts';

/** On a phone they share one line. */
const SHARED = 'max-sm:flex-1 max-sm:px-1 max-sm:text-xs';

/** What its holder can do with a conversation. */
export function ConversationActions({ handoff, page }: { handoff: Handoff; page: ConversationState }) {
  return (
    <>
      {handoff.stage === 'returning' && (
        <Button look="primary" onClick={page.keep} disabled={page.keeping} className={SHARED}>
          {messages.conversation.keep}
        </Button>
      )}
      <Button onClick={() => page.setDialog('transfer')} shortcut="t" className={SHARED}>
        {messages.transfer.open}
      </Button>
      <Button onClick={() => page.setDialog('return')} shortcut="b" className={SHARED}>
        {messages.conversation.returnToAi}
      </Button>
      <Button onClick={() => page.setDialog('resolve')} shortcut="e" className={SHARED}>
        {messages.conversation.resolve}
      </Button>
    </>
  );
}
