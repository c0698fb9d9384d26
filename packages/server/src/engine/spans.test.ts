import { trace } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openMemory } from '../testing/open-memory.ts';
import { WORDS } from '../testing/scripted-stages.ts';
import { TestApp } from '../testing/test-app.ts';

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
beforeAll(() => provider.register());
afterAll(async () => {
  trace.disable();
  await provider.shutdown();
});

let server: TestApp;
beforeEach(async () => {
  server = await TestApp.start(openMemory());
  await server.open();
  exporter.reset();
});
afterEach(() => server[Symbol.asyncDispose]());

test('a turn is a span, its tool calls are its children, and nothing said is recorded', async () => {
  const secret = `use the ${WORDS.tool}, my card is 4711`;
  const traceId = await server.customerSays(secret);
  await server.turns.idle();
  const spans = exporter.getFinishedSpans();
  const turn = spans.find(({ name }) => name === 'invoke_agent');
  const tool = spans.find(({ name }) => name === 'execute_tool initiate_human_handoff');
  expect(turn?.attributes).toMatchObject({
    'gen_ai.operation.name': 'invoke_agent',
    'gen_ai.agent.id': 'agent',
    'gen_ai.conversation.id': 's',
    'baton.trace_id': traceId,
  });
  expect(tool?.attributes).toMatchObject({
    'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': 'initiate_human_handoff',
    'baton.tool_id': 'built-in:initiate_human_handoff',
  });
  expect(tool?.parentSpanContext?.spanId).toBe(turn?.spanContext().spanId);
  expect(
    JSON.stringify(spans.map(({ name, attributes, events }) => [name, attributes, events])),
  ).not.toContain('4711');
});
