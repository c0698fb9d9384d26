import { useNavigate, useSearch } from '@tanstack/react-router';
import { NotAllowed, PageFrame } from '../../components/page-frame.tsx';
import type { SettingsSearch } from '../../features/settings/settings-search.ts';
import { SettingsView } from '../../features/settings/settings-view.tsx';
import { useStanding } from '../../lib/lead.ts';
import { messages } from '../../lib/messages.ts';

/** What is set up, for leads. */
export function SettingsPage() {
  const standing = useStanding();
  const search = useSearch({ from: '/settings' });
  const navigate = useNavigate();
  const texts = messages.settings;
  function onPlace(place: SettingsSearch): void {
    void navigate({ to: '/settings', search: place });
  }
  return (
    <PageFrame title={texts.title} narrow>
      {standing === undefined && <p className="text-sm text-ink-faint">{texts.loading}</p>}
      {standing === 'operator' && <NotAllowed text={texts.leadsOnly} />}
      {(standing === 'admin' || standing === 'lead') && <SettingsView search={search} onPlace={onPlace} />}
    </PageFrame>
  );
}
