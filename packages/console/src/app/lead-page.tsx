import type { ReactNode } from 'react';
import { NotAllowed, PageFrame } from '../components/page-frame.tsx';
import { isLead, useStanding } from '../lib/lead.ts';

interface LeadPageProps {
  texts: { readonly title: string; readonly loading: string; readonly leadsOnly: string };
  actions?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}

/** A page for leads; anybody else is told that it is. */
export function LeadPage({ texts, actions, narrow = false, children }: LeadPageProps) {
  const standing = useStanding();
  const lead = isLead(standing);
  return (
    <PageFrame title={texts.title} narrow={narrow} actions={lead && actions}>
      {standing === undefined && <p className="text-sm text-ink-faint">{texts.loading}</p>}
      {standing === 'operator' && <NotAllowed text={texts.leadsOnly} />}
      {lead && children}
    </PageFrame>
  );
}
