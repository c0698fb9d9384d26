import type { Candidate } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { announce } from '../../lib/announcer.ts';
import { knowledge } from '../../lib/baton.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { refusalText } from '../../lib/refusal-text.ts';
import { candidatesQuery } from './candidate-queries.ts';

type Act = 'approve' | 'reject' | 'undo';

const SAID = { approve: 'approved', reject: 'rejected', undo: 'undone' } as const;

interface CandidateActsProps {
  candidate: Candidate;
  /** Whether it was tried on past questions. */
  tried: boolean;
  onEdit: () => void;
}

/** The decision of a lead. What changes the AI is asked for once more; a rejection can be read again under "decided". */
export function CandidateActs({ candidate, tried, onEdit }: CandidateActsProps) {
  const cache = useQueryClient();
  const { actAs } = useOperator();
  const [asking, setAsking] = useState<'approve' | 'undo' | null>(null);
  const texts = messages.learning;
  const { id, kind, state } = candidate;
  const acting = useMutation({
    mutationFn: (act: Act) =>
      ({
        approve: () => knowledge.approveCandidate(id, actAs),
        reject: () => knowledge.rejectCandidate(id, actAs),
        undo: () => knowledge.undoCandidate(id, actAs),
      })[act](),
    onSuccess: (decided, act) => {
      announce(texts[SAID[act]]);
      setAsking(null);
      cache.setQueryData(candidatesQuery.queryKey, (all) =>
        all?.map((each) => (each.id === decided.id ? decided : each)),
      );
    },
  });
  const fault = acting.error === null ? null : refusalText(acting.error);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {state === 'proposed' && (
        <>
          <Button look="primary" onClick={() => setAsking('approve')}>
            {texts.approve}
          </Button>
          <Button disabled={acting.isPending} onClick={() => acting.mutate('reject')}>
            {texts.reject}
          </Button>
          <Button look="quiet" onClick={onEdit}>
            {texts.edit}
          </Button>
        </>
      )}
      {state === 'approved' && <Button onClick={() => setAsking('undo')}>{texts.undo}</Button>}
      <p role="alert" className="text-sm font-medium text-late empty:hidden">
        {asking === null ? fault : null}
      </p>
      <ConfirmDialog
        open={asking !== null}
        title={asking === 'undo' ? texts.undoTitle : texts.approveTitle}
        act={asking === 'undo' ? texts.undoSubmit : texts.approve}
        pending={acting.isPending}
        fault={asking === null ? null : fault}
        onAct={() => asking !== null && acting.mutate(asking)}
        onClose={() => setAsking(null)}
      >
        <p>{asking === 'undo' ? texts.undoMeans : texts.approveMeans[kind]}</p>
        {asking === 'approve' && !tried && <p className="font-medium text-near">{texts.approveUntried}</p>}
      </ConfirmDialog>
    </div>
  );
}
