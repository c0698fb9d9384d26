// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { messages } from '../lib/messages.ts';
import { boardQuery } from '../lib/queries.ts';
import { renderPage } from '../testing/render-console.tsx';
import { Palette } from './palette.tsx';

afterEach(cleanup);

it('looks at the board only while it is open, and does what is chosen', async () => {
  const onKeys = vi.fn<() => void>();
  const { cache } = renderPage(
    <>
      <p>here</p>
      <Palette lead={false} queueSearch={{}} presence={{ choose: () => undefined }} onKeys={onKeys} />
    </>,
  );
  const lookers = (): number =>
    cache.getQueryCache().find({ queryKey: boardQuery.queryKey })?.getObserversCount() ?? 0;
  await screen.findByText('here');
  expect(lookers()).toBe(0);
  fireEvent.keyDown(window, { key: 'k', ctrlKey: true });
  const field = await screen.findByRole('combobox', {}, { timeout: 5000 });
  expect(lookers()).toBe(1);
  fireEvent.change(field, { target: { value: messages.shortcuts.help } });
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() => expect(onKeys).toHaveBeenCalledOnce());
  await waitFor(() => expect(lookers()).toBe(0));
});
