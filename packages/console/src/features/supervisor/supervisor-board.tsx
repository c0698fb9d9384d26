import type { Department, Handoff } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import type { Desk } from '../../lib/desk.ts';
import type { HandoffBoard } from '../../lib/handoff-board.ts';
import { messages } from '../../lib/messages.ts';
import { boardQuery, departmentsQuery, deskQuery } from '../../lib/queries.ts';
import { timeOfDay } from '../../lib/time-text.ts';
import { BoardAlerts } from './board-alerts.tsx';
import { departmentsNow, openNow, operatorsNow } from './board-model.ts';
import type { HandoffAct } from './conversation-list.tsx';
import { ConversationList } from './conversation-list.tsx';
import { DepartmentCard } from './department-card.tsx';
import { OperatorList } from './operator-list.tsx';
import { PriorityDialog } from './priority-dialog.tsx';
import { ReassignDialog } from './reassign-dialog.tsx';
import { SendAwayDialog } from './send-away-dialog.tsx';
import { serviceLevelIn, serviceLevelsQuery } from './service-levels-query.ts';
import { WhisperDialog } from './whisper-dialog.tsx';

const EMPTY_BOARD: HandoffBoard = new Map();

/** How it stands everywhere, live: departments, conversations, people, alerts. */
export function SupervisorBoard() {
  const { data: departments } = useQuery(departmentsQuery);
  const { data: desk } = useQuery(deskQuery);
  const { data: board = EMPTY_BOARD } = useQuery(boardQuery);
  const [department, setDepartment] = useState<string | null>(null);
  const [acting, setActing] = useState<{ act: HandoffAct; id: string } | null>(null);
  const [leaving, setLeaving] = useState<string | null>(null);
  const texts = messages.supervisor;
  if (departments === undefined || desk === undefined)
    return <p className="py-8 text-sm text-ink-faint">{texts.loading}</p>;
  const { waiting, held } = openNow(board, department);
  const operators = operatorsNow(desk, board, department);
  const onAct = (act: HandoffAct, { id }: Handoff): void => setActing({ act, id });
  return (
    <div className="grid gap-6">
      {departments.length > 1 && (
        <DepartmentFilter departments={departments} chosen={department} onChoose={setDepartment} />
      )}
      <Departments departments={departments} desk={desk} chosen={department} />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_24rem] 2xl:grid-cols-[minmax(0,1fr)_28rem]">
        <Part title={texts.conversations}>
          <div className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
            <ConversationList
              title={texts.waitingTitle}
              handoffs={waiting}
              empty={texts.noneWaiting}
              onAct={onAct}
            />
            <ConversationList title={texts.heldTitle} handoffs={held} empty={texts.noneHeld} onAct={onAct} />
          </div>
        </Part>
        <div className="grid content-start gap-6">
          <Part title={texts.alerts}>
            <BoardAlerts alerts={desk.alerts} board={board} department={department} />
          </Part>
          <Part title={texts.operators}>
            <OperatorList operators={operators} onSendAway={({ operator }) => setLeaving(operator.id)} />
          </Part>
        </div>
      </div>
      <HandoffDialog
        act={acting?.act ?? null}
        handoff={board.get(acting?.id ?? '')}
        departments={departments}
        desk={desk}
        onClose={() => setActing(null)}
      />
      <LeavingDialog leaving={leaving} desk={desk} board={board} onClose={() => setLeaving(null)} />
    </div>
  );
}

interface DepartmentFilterProps {
  departments: readonly Department[];
  chosen: string | null;
  onChoose: (department: string | null) => void;
}

function DepartmentFilter({ departments, chosen, onChoose }: DepartmentFilterProps) {
  const id = useId();
  const texts = messages.supervisor;
  return (
    <div className="flex items-center gap-2 text-sm">
      <label htmlFor={id} className="text-ink-soft">
        {texts.show}
      </label>
      <select
        id={id}
        value={chosen ?? ''}
        onChange={(event) => onChoose(event.target.value === '' ? null : event.target.value)}
        className="h-8 max-w-64 min-w-0 rounded-lg border border-line-strong/50 bg-surface px-2 font-medium"
      >
        <option value="">{texts.everywhere}</option>
        {departments.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
    </div>
  );
}

interface DepartmentsProps {
  departments: readonly Department[];
  desk: Desk;
  chosen: string | null;
}

function Departments({ departments, desk, chosen }: DepartmentsProps) {
  const { data: levels } = useQuery(serviceLevelsQuery);
  const shown = departments.filter(({ id }) => chosen === null || id === chosen);
  const since = levels === undefined ? '' : timeOfDay(levels.from);
  return (
    <section aria-label={messages.supervisor.departments}>
      <h2 className="sr-only">{messages.supervisor.departments}</h2>
      <ul role="list" className="grid grid-cols-[repeat(auto-fill,minmax(min(20rem,100%),1fr))] gap-3">
        {departmentsNow(shown, desk).map((now) => (
          <DepartmentCard
            key={now.department.id}
            now={now}
            serviceLevel={serviceLevelIn(levels, now.department.id)}
            since={since}
          />
        ))}
      </ul>
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0 rounded-xl border border-line bg-raised p-4">
      <h2 className="pb-2 text-base font-semibold">{title}</h2>
      {children}
    </section>
  );
}

interface HandoffDialogProps {
  act: HandoffAct | null;
  /** Undefined when it is gone by now. */
  handoff: Handoff | undefined;
  departments: readonly Department[];
  desk: Desk;
  onClose: () => void;
}

function HandoffDialog({ act, handoff, departments, desk, onClose }: HandoffDialogProps) {
  if (act === null || handoff === undefined) return null;
  if (act === 'whisper') return <WhisperDialog handoff={handoff} onClose={onClose} />;
  if (act === 'priority') return <PriorityDialog handoff={handoff} onClose={onClose} />;
  return <ReassignDialog handoff={handoff} departments={departments} desk={desk} onClose={onClose} />;
}

interface LeavingDialogProps {
  /** Id of an operator. */
  leaving: string | null;
  desk: Desk;
  board: HandoffBoard;
  onClose: () => void;
}

/** All that he holds, also for other departments than the one that is shown. */
function LeavingDialog({ leaving, desk, board, onClose }: LeavingDialogProps) {
  if (leaving === null) return null;
  const now = operatorsNow(desk, board, null).find(({ operator }) => operator.id === leaving);
  return now === undefined ? null : <SendAwayDialog now={now} onClose={onClose} />;
}
