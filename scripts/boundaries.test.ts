import { expect, test } from 'vitest';
import { refusal } from './boundaries.ts';

const server = 'packages/server/src';
const page = 'packages/console/src';

test.each([
  [`${server}/core/control.ts`, '../ports/clock.ts'],
  [`${server}/core/control.ts`, '../app/append-event.ts'],
  [`${server}/core/log/fold.ts`, 'node:fs'],
  [`${server}/core/log/fold.ts`, 'node:util/types'],
  [`${server}/core/log/fold.ts`, 'zod'],
  [`${server}/ports/clock.ts`, '../app/run-turn.ts'],
  [`${server}/ports/engine-stages.ts`, '../engine/run-turn.ts'],
  [`${server}/app/append-event.ts`, '../engine/run-turn.ts'],
  [`${server}/engine/run-turn.ts`, '../adapters/models/embedded.ts'],
  [`${server}/app/append-event.ts`, '../adapters/sqlite/store.ts'],
  [`${server}/app/append-event.ts`, '../http/sse.ts'],
  [`${server}/app/append-event.ts`, '../context.ts'],
  [`${server}/adapters/sqlite/store.ts`, '../../app/append-event.ts'],
  [`${server}/adapters/sqlite/store.ts`, '../../http/sse.ts'],
  [`${server}/adapters/nlp/matcher.ts`, '../../engine/run-turn.ts'],
  [`${server}/http/app.ts`, '../adapters/sqlite/store.ts'],
  [`${server}/http/app.ts`, '../context.ts'],
  [`${server}/http/app.ts`, '../sdk/agent.ts'],
  [`${server}/sdk/server.ts`, '../adapters/sqlite/store.ts'],
  [`${server}/sdk/server.ts`, '../cli/main.ts'],
  [`${server}/cli/main.ts`, '../adapters/sqlite/store.ts'],
  [`${server}/index.ts`, './adapters/sqlite/store.ts'],
  [`${server}/http/app.ts`, '@baton/client'],
  [`${server}/http/app.ts`, '../../../protocol/src/index.ts'],
  [`${page}/components/button.tsx`, '../features/queue/queue.tsx'],
  [`${page}/lib/time.ts`, '../app/router.tsx'],
  [`${page}/features/queue/queue.tsx`, '../session/session.tsx'],
  [`${page}/features/queue/parts/row.tsx`, '../../session/session.tsx'],
  [`${page}/features/queue/queue.tsx`, '../../app/router.tsx'],
  [`${page}/features/queue/queue.tsx`, '@baton/server'],
  [`${page}/lib/time.ts`, 'node:fs'],
  ['packages/client/src/index.ts', 'node:events'],
  ['packages/client/src/index.ts', '@baton/server'],
  ['packages/protocol/src/index.ts', '@baton/client'],
  ['packages/widget/src/main.tsx', '@baton/server/adapters'],
  ['examples/insurance/main.ts', '../../packages/server/src/index.ts'],
])('%s may not import %s', (file, specifier) => {
  expect(refusal(file, specifier)).not.toBeNull();
});

test.each([
  [`${server}/core/handoff/decide.ts`, '../control.ts'],
  [`${server}/core/handoff/decide.ts`, '@baton/protocol'],
  [`${server}/core/handoff/decide.ts`, 'node:crypto'],
  [`${server}/ports/session-store.ts`, '../core/control.ts'],
  [`${server}/ports/engine-stages.ts`, '../engine/behaviour.ts'],
  [`${server}/engine/turn-context.ts`, './behaviour.ts'],
  [`${server}/adapters/sqlite/store.ts`, '../../ports/session-store.ts'],
  [`${server}/adapters/sqlite/store.ts`, 'node:sqlite'],
  [`${server}/adapters/nlp/matcher.ts`, '../../engine/turn-context.ts'],
  [`${server}/app/app.ts`, '../engine/behaviour.ts'],
  [`${server}/engine/run-turn.ts`, '../app/request-handoff.ts'],
  [`${server}/http/app.ts`, '../app/append-event.ts'],
  [`${server}/context.ts`, './adapters/sqlite/store.ts'],
  [`${server}/config.ts`, './adapters/sqlite/store.ts'],
  [`${server}/cli/main.ts`, '../context.ts'],
  [`${server}/cli/main.ts`, '../../package.json'],
  [`${server}/app/append-event.test.ts`, '../adapters/sqlite/store.ts'],
  [`${page}/features/queue/parts/row.tsx`, '../queue.tsx'],
  [`${page}/features/queue/queue.tsx`, '../../components/button.tsx'],
  [`${page}/app/router.tsx`, '../features/queue/queue.tsx'],
  [`${page}/main.tsx`, './app/router.tsx'],
  ['packages/widget/src/main.tsx', '@baton/client'],
  ['examples/insurance/main.ts', '@baton/server'],
  ['examples/insurance/main.ts', './agent.ts'],
  [`${server}/testing/test-app.ts`, '../adapters/sqlite/store.ts'],
  ['packages/conformance/src/browser/server.ts', '../../../../examples/insurance/agent.ts'],
  ['packages/conformance/src/server.test.ts', '@baton/server'],
])('%s may import %s', (file, specifier) => {
  expect(refusal(file, specifier)).toBeNull();
});
