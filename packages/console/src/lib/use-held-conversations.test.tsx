// @vitest-environment happy-dom
import type { SessionEvent } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { makeMessage, makeStatus, timeOf } from '../testing/make-event.ts';
import { makeHandoff } from '../testing/make-handoff.ts';
import { makeSnapshot } from '../testing/make-snapshot.ts';
import { DANA, renderConsole } from '../testing/render-console.tsx';
import { applyFrame } from './apply-frame.ts';
import { baton } from './baton.ts';
import { sessionLogQuery } from './queries.ts';
import { useAnswersDue } from './use-held-conversations.ts';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it('whose turn it is renders the queue when it changes, and not with what the AI does meanwhile', async () => {
  vi.spyOn(baton, 'listNewestEvents').mockResolvedValue([makeMessage(0, 'Hello?')]);
  const rendered = vi.fn<() => void>();
  function Turns() {
    rendered();
    return <p>{JSON.stringify([...useAnswersDue().keys()])}</p>;
  }
  function Events() {
    return <output>{useQuery(sessionLogQuery('s1')).data?.length ?? 0}</output>;
  }
  const { cache } = renderConsole(
    <>
      <Turns />
      <Events />
    </>,
  );
  const handoff = makeHandoff({
    stage: 'active',
    operator: { id: DANA.id, name: DANA.name },
    accepted_utc: timeOf(0),
    first_human_word_utc: timeOf(0),
  });
  act(() => applyFrame(cache, makeSnapshot({ handoffs: [handoff] })));
  await screen.findByText(JSON.stringify([handoff.id]));
  const before = rendered.mock.calls.length;
  const comes = async (event: SessionEvent): Promise<void> => {
    act(() => applyFrame(cache, { type: 'session-event', session_id: 's1', event }));
    await screen.findByText(String(event.offset + 1));
  };
  await comes(makeStatus(1, 'typing'));
  await comes(makeStatus(2, 'ready'));
  expect(rendered).toHaveBeenCalledTimes(before);
  await comes(makeMessage(3, 'Here I am', 'human_agent'));
  await screen.findByText('[]');
});
