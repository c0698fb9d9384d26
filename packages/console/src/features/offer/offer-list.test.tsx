// @vitest-environment happy-dom
import type { Handoff } from '@baton/protocol';
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { applyFrame } from '../../lib/apply-frame.ts';
import { timeOf } from '../../testing/make-event.ts';
import { makeHandoff } from '../../testing/make-handoff.ts';
import { makeSnapshot } from '../../testing/make-snapshot.ts';
import { DANA, renderPage } from '../../testing/render-console.tsx';
import { OfferList } from './offer-list.tsx';

afterEach(cleanup);

async function show(changes: Partial<Handoff>): Promise<HTMLElement> {
  const { cache } = renderPage(<OfferList />);
  const operator = { id: DANA.id, name: DANA.name };
  const offer = { operator, since_utc: timeOf(0), until_utc: timeOf(30) };
  act(() =>
    applyFrame(cache, makeSnapshot({ handoffs: [makeHandoff({ stage: 'offered', offer, ...changes })] })),
  );
  return screen.findByRole('listitem');
}

describe('what is offered', () => {
  it('says that a colleague passed it on (H3.5)', async () => {
    expect((await show({ transfers: 1 })).textContent).toContain('Passed on by a colleague');
  });

  it('says nothing of it where the customer has just asked', async () => {
    expect((await show({ transfers: 0 })).textContent).not.toContain('Passed on');
  });
});
