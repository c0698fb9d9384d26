import ParlantChatbox from 'parlant-chat-react';
import 'parlant-chat-react/style.css';
import { createRoot } from 'react-dom/client';

/** A host page: `?server=…&agent=…` say what to talk to. */
const query = new URLSearchParams(location.search);
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <ParlantChatbox
    server={query.get('server') ?? ''}
    agentId={query.get('agent') ?? ''}
    agentOpeningMessage="Welcome! How can we help?"
  />,
);
