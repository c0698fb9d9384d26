import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANNA, BEN, QUIET_DESK, START, makeMessage, makeOpening, momentAt } from '../../testing/make.ts';
import { seeded } from '../../testing/seeded.ts';
import { askForPerson, sayTransitionAsAi } from './ask-for-person.ts';
import { transitionText } from './customer-text.ts';
import type { Decision, Desk, Moment, Refusal } from './decision.ts';
import { fireTimer } from './fire-timer.ts';
import { foldJournal } from './apply-fact.ts';
import { isOpen } from './handoff-state.ts';
import { nextTimer } from './timers.ts';
import type { JournalFact } from './journal-fact.ts';
import { keep } from './keep-record.ts';
import { requeue, transfer } from './move.ts';
import { endOffer, makeOffer } from './offer.ts';
import {
  chooseContact,
  deleteFromLog,
  leave,
  resolve,
  returnFromOutside,
  returnToAi,
  withdraw,
} from './leave.ts';
import { accept, takeOver, takeOverFromOutside, writeAsPerson, writeOnBehalf } from './take-control.ts';

type Command = (desk: Desk, moment: Moment) => Decision | Refusal | null;

const AI_SAYS = 'A person comes.';
const operators = [ANNA, BEN, null];
const opening = (moment: Moment): ReturnType<typeof makeOpening> =>
  makeOpening({ handoffId: `h${moment.at}`, offset: 3 });

const COMMANDS: fc.Arbitrary<Command> = fc
  .record({ which: fc.nat(40), who: fc.nat(2), flag: fc.boolean() })
  .map(({ which, who, flag }): Command => {
    const actor = operators[who]!;
    const operator = actor ?? ANNA;
    const message = makeMessage('human_agent', 'Hello.');
    const commands: Command[] = [
      (desk, moment) =>
        askForPerson(
          desk,
          { opening: opening(moment), transition: flag ? { by: 'ai' } : { by: 'desk', text: null } },
          moment,
        ),
      (desk, moment) => sayTransitionAsAi(desk, makeMessage('ai_agent', AI_SAYS), moment),
      (desk, moment) => (desk.handoff === null ? null : accept(desk.handoff, desk, operator, moment)),
      (desk, moment) => takeOver(desk, { operator, opening: opening(moment), force: flag }, moment),
      (desk, moment) => takeOverFromOutside(desk, opening(moment), moment),
      (desk, moment) =>
        writeAsPerson(desk, { author: actor, message, opening: opening(moment), mayReassign: flag }, moment),
      (desk, moment) => writeOnBehalf(desk, actor, message, moment),
      (desk, moment) => resolve(desk, { operator, disposition: 'solved', outcome: null }, moment),
      (desk, moment) => returnToAi(desk, { operator, outcome: null }, moment),
      (desk, moment) => returnFromOutside(desk, moment),
      (desk, moment) => withdraw(desk, moment),
      (desk, moment) => leave(desk, moment),
      (desk, moment) => makeOffer(desk, operator, moment, flag),
      (desk, moment) => endOffer(desk, { operatorId: operator.id, why: flag ? 'declined' : 'left' }, moment),
      (desk, moment) => requeue(desk, { operatorId: operator.id, why: 'operator-lost' }, moment),
      (desk, moment) => keep(desk, { operator, lead: flag }, moment),
      (desk, moment) =>
        transfer(
          desk,
          { ...makeOpening(), by: operator, lead: flag, to: flag ? BEN : null, note: flag ? 'n' : null },
          moment,
        ),
      (desk, moment) => chooseContact(desk, { kind: 'email', address: 'x@y.z', callAt: null }, moment),
      (desk, moment) => deleteFromLog(desk, { from: flag ? 3 : 4, hidesControl: flag }, moment),
      (desk, moment) => fireTimer(desk, { customerWaiting: flag, lastMessageAt: START }, moment),
    ];
    return commands[which % commands.length]!;
  });

test('H1.4, H2, H3: whatever is decided in whatever order, what follows is consistent', () => {
  const steps = fc.array(fc.tuple(COMMANDS, fc.constantFrom(1, 4, 70, 400, 2000, 90_000)), { maxLength: 30 });
  fc.assert(
    fc.property(steps, (commands) => {
      let desk = QUIET_DESK;
      let at = START;
      const journals = new Map<string, JournalFact[]>();
      for (const [command, seconds] of commands) {
        at += seconds * 1_000_000;
        const decision = command(desk, momentAt(at));
        if (decision?.type !== 'decided') continue;
        expectConsistent(desk, decision, journals);
        // A desk has only a handoff that is open.
        const open = decision.handoff !== null && isOpen(decision.handoff.stage);
        desk = { control: decision.control, handoff: open ? decision.handoff : null };
      }
    }),
    seeded(2000),
  );
});

function expectConsistent(before: Desk, decision: Decision, journals: Map<string, JournalFact[]>): void {
  const { control, handoff, facts, events } = decision;
  const open = handoff !== null && isOpen(handoff.stage);
  expect(control.mode).toBe(open ? 'manual' : 'auto');
  expect(open && nextTimer(handoff.timers) === null).toBe(false);

  const changed = holderText(control) !== holderText(before.control);
  expect(control.epoch > before.control.epoch).toBe(changed);

  if (handoff !== null) {
    const journal = [...(journals.get(handoff.id) ?? []), ...facts];
    journals.set(handoff.id, journal);
    expect(foldJournal(journal)).toEqual(handoff);
    const said = journal.filter((fact) => fact.type === 'transition-said').length;
    expect(said).toBe(journal.some((fact) => fact.type === 'queued') ? 1 : 0);
  }
  const transitions = events.filter((event) =>
    [transitionText(), AI_SAYS].some((text) => event.data.includes(text)),
  );
  expect(transitions).toHaveLength(facts.filter((fact) => fact.type === 'transition-said').length);

  // The log tells of every change of control, if only by a person's own message.
  const last = events.findLast((event) => event.kind === 'custom');
  if (changed && last !== undefined) {
    expect(JSON.parse(last.data)).toMatchObject({ mode: control.mode, epoch: control.epoch });
  }
  if (changed && last === undefined) expect(events.map((event) => event.source)).toEqual(['human_agent']);
}

function holderText({ mode, holder }: Desk['control']): string {
  return `${mode} ${holder.kind} ${holder.kind === 'operator' ? holder.id : ''}`;
}
