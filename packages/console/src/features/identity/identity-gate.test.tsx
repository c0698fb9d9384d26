// @vitest-environment happy-dom
import { RequestError } from '@baton/client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { baton } from '../../lib/baton.ts';
import { useOperator } from '../../lib/operator.ts';
import { IdentityGate } from './identity-gate.tsx';

function Inside() {
  const { name, actAs } = useOperator();
  return (
    <p>
      inside as {name}, {actAs.operator ? 'named' : 'by key'}
    </p>
  );
}

function show(): void {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retryDelay: 0 } } })}>
      <IdentityGate>
        <Inside />
      </IdentityGate>
    </QueryClientProvider>,
  );
}

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('on a server without keys', () => {
  beforeEach(() => void vi.spyOn(baton, 'whoAmI').mockResolvedValue({ role: 'admin', operator: null }));

  it('asks for the name once', async () => {
    show();
    fireEvent.change(await screen.findByRole('textbox', { name: 'Your name' }), {
      target: { value: ' Dana ' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Start' }));
    expect(await screen.findByText('inside as Dana, named')).toBeTruthy();
    cleanup();
    show();
    expect(await screen.findByText('inside as Dana, named')).toBeTruthy();
  });
});

describe('on a server with keys', () => {
  const refused = new RequestError(401, { detail: 'No.', code: 'unauthenticated' });

  it('asks for the key, says when it is not accepted, and lets in with one that is', async () => {
    vi.spyOn(baton, 'whoAmI').mockRejectedValue(refused);
    vi.spyOn(baton, 'signIn')
      .mockRejectedValueOnce(refused)
      .mockResolvedValueOnce({ role: 'operator', operator: { id: 'o1', name: 'Marta' } });
    show();
    fireEvent.change(await screen.findByLabelText('Access key'), { target: { value: 'wrong' } });
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText('This key was not accepted. Check it and try again.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText('inside as Marta, by key')).toBeTruthy();
  });

  it.each(['customer', 'integration'] as const)('does not let a key of role %s in', async (role) => {
    vi.spyOn(baton, 'whoAmI').mockResolvedValue({ role, operator: null });
    show();
    expect(await screen.findByText('This key does not belong to an operator.')).toBeTruthy();
  });

  it('says when the server does not answer, and tries again', async () => {
    vi.spyOn(baton, 'whoAmI').mockRejectedValue(new TypeError('Failed to fetch'));
    show();
    const again = await screen.findByRole('button', { name: 'Try again' });
    vi.mocked(baton.whoAmI).mockResolvedValue({ role: 'operator', operator: { id: 'o1', name: 'Marta' } });
    fireEvent.click(again);
    expect(await screen.findByText('inside as Marta, by key')).toBeTruthy();
  });
});
