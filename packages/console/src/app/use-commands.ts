import type { Handoff, PresenceStatus } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { use } from 'react';
import { AccountContext } from '../features/identity/account-context.ts';
import type { Command } from '../features/palette/command.ts';
import { setBell, useBell } from '../lib/bell.ts';
import { customerName } from '../lib/customer-name.ts';
import { isEnded } from '../lib/handoff-stage.ts';
import { ACT_KEYS } from '../lib/key-texts.ts';
import type { Language } from '../lib/messages.ts';
import { LANGUAGES, chooseLanguage, language, messages } from '../lib/messages.ts';
import { pagesFor } from '../lib/pages.ts';
import { boardQuery } from '../lib/queries.ts';
import type { QueueSearch } from '../lib/queue-search.ts';
import { byPriorityThenAge } from '../lib/queue-groups.ts';
import { reasonText } from '../lib/reason-text.ts';
import { actsNow, setShortcutsEnabled, useShortcutsEnabled } from '../lib/shortcuts.ts';
import { THEMES, chooseTheme, useTheme } from '../lib/theme.ts';

/** Of its own: to import the protocol's list would bring all its schemas into the page. */
const STATUSES: readonly PresenceStatus[] = ['available', 'away', 'offline'];

interface CommandsOf {
  lead: boolean;
  queueSearch: QueueSearch;
  presence: { choose: (status: PresenceStatus) => void };
  onKeys: () => void;
}

/** Everything that the palette finds as the page stands now. */
export function useCommands({ lead, queueSearch, presence, onKeys }: CommandsOf): readonly Command[] {
  const navigate = useNavigate();
  const { data: board } = useQuery(boardQuery);
  const settings = useSettings();
  const groups = messages.palette.groups;
  const pages = pagesFor(lead).map(({ id, to, key }): Command => ({
    id: `page:${id}`,
    group: groups.pages,
    label: messages.navigation[id],
    key,
    run: () => void navigate({ to, search: id === 'queue' ? queueSearch : {} }),
  }));
  const conversations = [...(board?.values() ?? [])]
    .filter((handoff) => !isEnded(handoff))
    .toSorted(byPriorityThenAge)
    .map((handoff): Command => ({
      id: `handoff:${handoff.id}`,
      group: groups.conversations,
      label: customerName(handoff),
      detail: detailOf(handoff),
      run: () =>
        void navigate({
          to: '/handoffs/$handoffId',
          params: { handoffId: handoff.id },
          search: queueSearch,
        }),
    }));
  const presences = STATUSES.map((status): Command => ({
    id: `presence:${status}`,
    group: groups.settings,
    label: messages.palette.presence(messages.presence.statuses[status]),
    run: () => presence.choose(status),
  }));
  const keys: Command = {
    id: 'keys',
    group: groups.settings,
    label: messages.shortcuts.help,
    key: '?',
    run: onKeys,
  };
  return [...acts(), ...pages, ...presences, keys, ...settings, ...conversations];
}

/** What the open conversation and the offers allow right now. */
function acts(): Command[] {
  const now = actsNow();
  return ACT_KEYS.flatMap(([key, does]) => {
    const act = now.find((each) => each.key === key);
    if (act === undefined) return [];
    return [
      { id: `act:${key}`, group: messages.palette.groups.acts, label: act.label ?? does, key, run: act.run },
    ];
  });
}

function useSettings(): Command[] {
  const theme = useTheme();
  const bell = useBell();
  const enabled = useShortcutsEnabled();
  const account = use(AccountContext);
  const texts = messages.palette;
  const of = (id: string, label: string, run: () => void): Command => ({
    id,
    group: texts.groups.settings,
    label,
    run,
  });
  const languages = (Object.keys(LANGUAGES) as Language[]).filter((code) => code !== language);
  return [
    of('bell', bell ? texts.bellOff : texts.bellOn, () => setBell(!bell)),
    ...THEMES.filter((each) => each !== theme).map((each) =>
      of(`theme:${each}`, texts.theme(messages.navigation.themes[each]), () => chooseTheme(each)),
    ),
    ...languages.map((code) =>
      of(`language:${code}`, LANGUAGES[code], () => {
        chooseLanguage(code);
        location.reload();
      }),
    ),
    of('single-keys', enabled ? texts.keysOff : texts.keysOn, () => setShortcutsEnabled(!enabled)),
    ...(account === null ? [] : [of('leave', messages.identity.signOut, account.leave)]),
  ];
}

function detailOf(handoff: Handoff): string {
  return [messages.stage[handoff.stage], reasonText(handoff.reason), handoff.summary]
    .filter(Boolean)
    .join(' · ');
}
