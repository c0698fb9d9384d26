import { describe } from 'vitest';
import { growingContract } from './growing-contract.ts';
import { guardContract } from './guard-contract.ts';
import { handoffContract } from './handoff-contract.ts';
import { logContract } from './log-contract.ts';
import { sessionContract } from './session-contract.ts';
import type { OpenFixture } from './store-fixture.ts';

/** What every session store promises. A new store runs it from a test file of its own. */
export function sessionStoreContract(name: string, open: OpenFixture): void {
  describe(`session store on ${name}`, () => {
    describe('log', () => {
      logContract(open);
    });
    describe('writes', () => {
      guardContract(open);
    });
    describe('sessions', () => {
      sessionContract(open);
    });
    describe('messages that grow', () => {
      growingContract(open);
    });
    describe('handoffs', () => {
      handoffContract(open);
    });
  });
}
