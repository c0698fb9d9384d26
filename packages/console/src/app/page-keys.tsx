import { useNavigate } from '@tanstack/react-router';
import type { Page } from '../lib/pages.ts';
import { pagesFor } from '../lib/pages.ts';
import type { QueueSearch } from '../lib/queue-search.ts';
import { useShortcut } from '../lib/shortcuts.ts';

interface PageKeysProps {
  lead: boolean;
  queueSearch: QueueSearch;
}

/** Leads to each page by its key. Renders nothing. */
export function PageKeys({ lead, queueSearch }: PageKeysProps) {
  return pagesFor(lead).map((page) => <PageKey key={page.id} page={page} queueSearch={queueSearch} />);
}

function PageKey({ page, queueSearch }: { page: Page; queueSearch: QueueSearch }) {
  const navigate = useNavigate();
  useShortcut(page.key, () => void navigate({ to: page.to, search: page.id === 'queue' ? queueSearch : {} }));
  return null;
}
