import { useMatch, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { QueueSearch } from '../lib/queue-search.ts';

/** How the queue was left, to be found so again. */
export function useQueueSearch(): QueueSearch {
  const search = useSearch({ from: '__root__' });
  const onDesk = useMatch({ from: '/desk', shouldThrow: false }) !== undefined;
  const [left, setLeft] = useState<QueueSearch>(search);
  if (onDesk && left !== search) setLeft(search);
  return left;
}
