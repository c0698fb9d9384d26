import { useNavigate, useSearch } from '@tanstack/react-router';
import { LearningView } from '../../features/learning/learning-view.tsx';
import { messages } from '../../lib/messages.ts';
import { LeadPage } from '../lead-page.tsx';

/** What the AI may learn from people, for leads. */
export function LearningPage() {
  const { show = 'proposed' } = useSearch({ from: '/learning' });
  const navigate = useNavigate();
  return (
    <LeadPage texts={messages.learning} narrow>
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
    </LeadPage>
  );
}
