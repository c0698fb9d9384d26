import { useNavigate, useSearch } from '@tanstack/react-router';
import { NotAllowed, PageFrame } from '../../components/page-frame.tsx';
import { LearningView } from '../../features/learning/learning-view.tsx';
import { useStanding } from '../../lib/lead.ts';
import { messages } from '../../lib/messages.ts';

/** What the AI may learn from people, for leads. */
export function LearningPage() {
  const standing = useStanding();
  const { show = 'proposed' } = useSearch({ from: '/learning' });
  const navigate = useNavigate();
  const texts = messages.learning;
  return (
    <PageFrame title={texts.title} narrow>
      {standing === undefined && <p className="text-sm text-ink-faint">{texts.loading}</p>}
      {standing === 'operator' && <NotAllowed text={texts.leadsOnly} />}
      {(standing === 'admin' || standing === 'lead') && (
        <LearningView
          part={show}
          onPart={(part) =>
            void navigate({
              to: '/learning',
              search: part === 'decided' ? { show: part } : {},
              replace: true,
            })
          }
        />
      )}
    </PageFrame>
  );
}
