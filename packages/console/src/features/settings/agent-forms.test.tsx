// @vitest-environment happy-dom
import type { Agent, TriggerPolicy, WidgetSettings as Widget } from '@baton/protocol';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { baton, behaviour } from '../../lib/baton.ts';
import { agentsQuery } from '../../lib/directory-queries.ts';
import { renderPage } from '../../testing/render-console.tsx';
import { triggersQuery, widgetClient, widgetQuery } from './settings-queries.ts';
import { TriggerSettings } from './trigger-settings.tsx';
import { WidgetSettings } from './widget-settings.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const agents = [{ id: 'shop', name: 'Shop' }] as Agent[];
const never = new Promise<never>(() => undefined);
const greeting = (opening_message: string): Widget => ({
  agent: { id: 'shop', name: 'Shop' },
  opening_message,
  person_button: true,
  attachments: true,
  attachment_limit: 1_048_576,
  attachment_types: [],
});
const phrases = (...own: string[]): TriggerPolicy => ({
  agent_id: 'shop',
  thresholds: {} as TriggerPolicy['thresholds'],
  modes: {} as TriggerPolicy['modes'],
  custom: {},
  phrases: own,
  topics: [],
  shadow: null,
  stored: { phrases: own },
});

/** Each form with what an earlier visit left in the cache, what the server has by now, and what it takes. */
const forms = [
  {
    name: 'the widget',
    part: <WidgetSettings item={undefined} />,
    field: 'Opening message',
    query: widgetQuery('shop'),
    of: greeting,
    read: () => vi.spyOn(widgetClient, 'readSettings'),
    save: () => vi.spyOn(widgetClient, 'updateSettings'),
  },
  {
    name: 'the triggers',
    part: <TriggerSettings item={undefined} />,
    field: 'Phrases that ask for a person',
    query: triggersQuery('shop'),
    of: phrases,
    read: () => vi.spyOn(behaviour, 'readTriggers'),
    save: () => vi.spyOn(behaviour, 'setTriggers'),
  },
] as const;

describe.each(forms)('the form of $name', ({ part, field, query, of, read, save }) => {
  const box = (): Promise<HTMLTextAreaElement> => screen.findByRole('textbox', { name: field });

  it('is shown when it has been read anew, so that nothing is typed into one that goes away', async () => {
    const fresh = Promise.withResolvers<never>();
    read().mockReturnValue(fresh.promise);
    vi.spyOn(baton, 'listAgents').mockReturnValue(never);
    const { cache } = renderPage(part);
    cache.setQueryData(query.queryKey, of('Hello'));
    act(() => void cache.setQueryData(agentsQuery.queryKey, agents));
    await waitFor(() => expect(cache.isFetching({ queryKey: query.queryKey })).toBe(1));
    expect(screen.queryByRole('textbox', { name: field })).toBeNull();
    fresh.resolve(of('Good day') as never);
    expect((await box()).value).toBe('Good day');
  });

  it('takes nothing while it is being saved, and shows then what holds', async () => {
    const saved = Promise.withResolvers<never>();
    read().mockResolvedValue(of('Hello') as never);
    save().mockReturnValue(saved.promise);
    vi.spyOn(baton, 'listAgents').mockResolvedValue(agents);
    renderPage(part);
    fireEvent.change(await box(), { target: { value: 'Good evening' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(async () => expect((await box()).closest('fieldset:disabled')).not.toBeNull());
    saved.resolve(of('Good evening!') as never);
    await waitFor(async () => expect((await box()).value).toBe('Good evening!'));
    expect((await box()).closest('fieldset:disabled')).toBeNull();
  });
});
