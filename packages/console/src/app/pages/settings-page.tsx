import { useNavigate, useSearch } from '@tanstack/react-router';
import type { SettingsSearch } from '../../features/settings/settings-search.ts';
import { SettingsView } from '../../features/settings/settings-view.tsx';
import { messages } from '../../lib/messages.ts';
import { LeadPage } from '../lead-page.tsx';

/** What is set up, for leads. */
export function SettingsPage() {
  const search = useSearch({ from: '/settings' });
  const navigate = useNavigate();
  function onPlace(place: SettingsSearch): void {
    void navigate({ to: '/settings', search: place });
  }
  return (
    <LeadPage texts={messages.settings} narrow>
      <SettingsView search={search} onPlace={onPlace} />
    </LeadPage>
  );
}
