import type { ToolDefinition } from '../../engine/tool-definition.ts';
import { ServiceFault } from './service-fault.ts';

/**
 * How many calls of one service may be under way. Below the number of turns at once, so that a service that
 * hangs does not hold all of them.
 */
const MOST_CALLS = 32;

/** Lets the tools of one service be called as long as not too many calls wait for it. */
export class CallGate {
  #calls = 0;

  guard(tool: ToolDefinition): ToolDefinition {
    return {
      ...tool,
      run: async (context, args) => {
        if (this.#calls >= MOST_CALLS)
          throw new ServiceFault('busy', `${MOST_CALLS} calls are under way already`);
        this.#calls += 1;
        try {
          return await tool.run(context, args);
        } finally {
          this.#calls -= 1;
        }
      },
    };
  }
}
