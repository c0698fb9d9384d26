import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/* A namespace of Linux without a network, not even a loopback device that is up. */
const CUT_OFF = ['--net'];

function canCutOff(): boolean {
  try {
    execFileSync('unshare', [...CUT_OFF, 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

// Needs Linux and the right to make a namespace.
test.skipIf(!canCutOff())('the model runs where there is no network', () => {
  const program = fileURLToPath(new URL('./testing/encode-once.ts', import.meta.url));
  const node = [process.execPath, '--conditions=baton-source', program];
  expect(execFileSync('unshare', [...CUT_OFF, ...node], { encoding: 'utf8' })).toBe(
    'all-minilm-l6-v2-q4 384',
  );
});
