import type { Commitment, Handoff, HandoffDetail } from '@baton/protocol';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { AssistPanel } from '../features/assist/assist-panel.tsx';
import { DeskFacts } from '../features/briefing/desk-facts.tsx';
import { Details } from '../features/briefing/details.tsx';
import { Earlier } from '../features/briefing/earlier.tsx';
import { Promises } from '../features/briefing/promises.tsx';
import { Summary } from '../features/briefing/summary.tsx';
import type { EventLog } from '../lib/event-log.ts';
import { messages } from '../lib/messages.ts';

interface BriefingProps {
  handoff: Handoff;
  /** Null until the package has been read. */
  detail: HandoffDetail | null;
  log: EventLog | undefined;
  onJump: (offset: number) => void;
  /** The transcript is open: on a wide screen the briefing stands beside it, elsewhere it folds to a few lines above. */
  beside: boolean;
  /** Help with the answer stands above it where there is room; elsewhere it is at the composer. */
  helped: boolean;
  /** Offset of the newest message that a person wrote; -1 for none. */
  answeredAt: number;
}

const NO_COMMITMENTS: readonly Commitment[] = [];

/** Summary and details, the first two layers. */
export function Briefing(props: BriefingProps) {
  const { handoff, detail, log, onJump, beside, helped, answeredAt } = props;
  const [unfolded, setUnfolded] = useState(false);
  const context = detail?.package ?? null;
  const commitments = detail?.commitments ?? NO_COMMITMENTS;
  if (!beside) {
    return (
      <div className="mx-auto grid w-full max-w-[calc(48rem+2rem)] gap-7 px-4 py-6 md:max-w-[calc(48rem+3rem)] md:px-6">
        <Summary handoff={handoff} context={context} onJump={onJump} />
        <DeskFacts handoff={handoff} log={log} />
        {context !== null && <Promises handoff={handoff} commitments={commitments} />}
        {context !== null && <Details context={context} onJump={onJump} wide />}
        <Earlier handoff={handoff} />
      </div>
    );
  }
  const jump = (offset: number): void => {
    // On a narrow screen the details would cover what they lead to.
    setUnfolded(false);
    onJump(offset);
  };
  return (
    <div
      className={`thin-scroll shrink-0 overflow-y-auto border-line px-4 py-3 max-xl:border-b md:px-6 xl:w-88 xl:border-l xl:px-5 xl:py-5 2xl:w-96 ${unfolded ? 'max-xl:max-h-[60%]' : 'max-xl:py-2 cramped:hidden'}`}
    >
      {helped && (
        <div className="mb-5 border-b border-line pb-5 max-xl:hidden">
          <AssistPanel handoffId={handoff.id} answeredAt={answeredAt} onJump={jump} />
        </div>
      )}
      <Summary handoff={handoff} context={context} onJump={jump} folded={!unfolded} />
      {context !== null && (
        <>
          <Button
            look="quiet"
            aria-expanded={unfolded}
            onClick={() => setUnfolded(!unfolded)}
            className="-ml-3 h-7 text-xs xl:hidden"
          >
            {unfolded ? messages.briefing.hideDetails : messages.briefing.showDetails}
          </Button>
          <div className={`grid gap-5 pt-3 xl:grid xl:pt-5 ${unfolded ? '' : 'max-xl:hidden'}`}>
            <DeskFacts handoff={handoff} log={log} />
            <Promises handoff={handoff} commitments={commitments} />
            <Details context={context} onJump={jump} wide={false} />
            <Earlier handoff={handoff} />
          </div>
        </>
      )}
    </div>
  );
}
