import type { StaffFault, StaffOutcome } from '../app/staff/staff-outcome.ts';
import { invalid, itemNotFound, refused } from './problem.ts';
import { showInput } from './validation.ts';

/** The value of a change that was made; any other outcome is thrown as its refusal. */
export function valueOf<T>(outcome: StaffOutcome<T>, id: string): T {
  switch (outcome.type) {
    case 'done':
      return outcome.value;
    case 'not-found':
      throw itemNotFound(id);
    case 'in-use':
      throw refused('in-use', outcome.detail);
    case 'refused':
      throw invalid(outcome.faults.map(wireFault));
  }
}

function wireFault({ path, message, input }: StaffFault): Parameters<typeof invalid>[0][number] {
  return {
    type: 'value_error',
    loc: ['body', ...path],
    msg: `Value error, ${message}`,
    input: showInput(input),
  };
}
