import { HANDOFF_STAGES } from '@baton/protocol';
import type { HandoffStage } from '@baton/protocol';
import { HANDOFF_ACTIONS, STAGE_TABLE } from '../core/handoff/stage-table.ts';
import type { HandoffAction } from '../core/handoff/stage-table.ts';
import { STAGE_TIMERS } from '../core/handoff/timers.ts';

/* The tables of the core as the guide prints them. */

/** Mermaid text: the stages, and the actions that lead from one to another. */
export function stageDiagram(): string {
  const lines = ['stateDiagram-v2', '  [*] --> requested: request', '  [*] --> active: take-over'];
  for (const from of HANDOFF_STAGES) {
    const ways = new Map<HandoffStage, HandoffAction[]>();
    for (const action of HANDOFF_ACTIONS) {
      const to = STAGE_TABLE[from][action];
      if (to !== null && to !== from) ways.set(to, [...(ways.get(to) ?? []), action]);
    }
    for (const [to, actions] of ways) lines.push(`  ${from} --> ${to}: ${actions.join(', ')}`);
  }
  return lines.join('\n');
}

/** Markdown: what each action does in each open stage; a dot where the stage stays, nothing where it is refused. */
export function stageMatrix(): string {
  const open = HANDOFF_STAGES.filter((stage) => STAGE_TIMERS[stage].length > 0);
  const ends = HANDOFF_STAGES.filter((stage) => STAGE_TIMERS[stage].length === 0);
  const head = `| action | ${open.join(' | ')} | ended |`;
  const rule = `| --- | ${open.map(() => '---').join(' | ')} | --- |`;
  const rows = HANDOFF_ACTIONS.map((action) => {
    const cells = open.map((stage) => cell(stage, STAGE_TABLE[stage][action]));
    const allowed = ends.filter((stage) => STAGE_TABLE[stage][action] !== null);
    const after = allowed.length === ends.length ? '·' : allowed.join(', ');
    return `| ${action} | ${cells.join(' | ')} | ${after} |`;
  });
  return [head, rule, ...rows].join('\n');
}

/** Markdown: which timers run in each open stage, the one that always does first. */
export function timerTable(): string {
  const rows = HANDOFF_STAGES.filter((stage) => STAGE_TIMERS[stage].length > 0).map(
    (stage) => `| ${stage} | ${STAGE_TIMERS[stage].join(', ')} |`,
  );
  return ['| stage | timers |', '| --- | --- |', ...rows].join('\n');
}

function cell(from: HandoffStage, to: HandoffStage | null): string {
  if (to === null) return '';
  return to === from ? '·' : to;
}
