import { describe, expect, test } from 'vitest';
import { ModelUnavailableError } from '../../ports/model.ts';
import type { SummaryRequest } from '../../ports/summary-writer.ts';
import { INJECTIONS } from '../../core/prompt/testing/injections.ts';
import { ScriptedModel } from '../../testing/scripted-model.ts';
import { ModelSummaryWriter } from './model-summary-writer.ts';

const CODE = 'c0dec0dec0dec0de';
const WRITTEN = { wants: 'The customer wants it.', tried: null, open: null, intent: null };

function requestOf(lines: SummaryRequest['lines'], tools: SummaryRequest['tools'] = []): SummaryRequest {
  return { lines, tools, signal: new AbortController().signal };
}

function promptOf(model: ScriptedModel): string {
  return model.calls[0]?.request.messages.map(({ content }) => content).join('\n') ?? '';
}

describe('H5.4: the summary by a model', () => {
  test('takes one call with a budget of its own, the conversation being data', async () => {
    const model = new ScriptedModel({ summarise: () => WRITTEN });
    const writer = new ModelSummaryWriter(model, () => CODE);
    const lines = [
      { from: 'customer', text: 'Where is order A-1?' },
      { from: 'ai', text: 'I will look.' },
    ] as const;
    const tools = [{ tool: 'shop:track', result: { state: 'lost' } }];
    expect(await writer.write(requestOf(lines, tools))).toEqual(WRITTEN);
    expect(model.purposes).toEqual(['summarise']);
    expect(model.calls[0]?.request.budget).toMatchObject({ mostCalls: 1 });
    expect(promptOf(model).split('\n')).toEqual([
      `CODE ${CODE}`,
      `=== beginning ${CODE}`,
      '{"from":"customer","text":"Where is order A-1?"}',
      '{"from":"ai","text":"I will look."}',
      `=== end beginning ${CODE}`,
      `=== results ${CODE}`,
      '{"tool":"shop:track","result":{"state":"lost"}}',
      `=== end results ${CODE}`,
      'Write the summary.',
    ]);
  });

  test.each(INJECTIONS.map((text) => [text]))('%j stays data in it', async (text) => {
    const model = new ScriptedModel({ summarise: () => WRITTEN });
    await new ModelSummaryWriter(model, () => CODE).write(
      requestOf([{ from: 'customer', text }], [{ tool: text, result: { [text]: text } }]),
    );
    const marks = promptOf(model)
      .split('\n')
      .filter((line) => !line.startsWith('{'));
    expect(marks).toEqual([
      `CODE ${CODE}`,
      `=== beginning ${CODE}`,
      `=== end beginning ${CODE}`,
      `=== results ${CODE}`,
      `=== end results ${CODE}`,
      'Write the summary.',
    ]);
    expect(model.calls[0]?.request.system).not.toContain(text);
  });

  test('stays small whatever was said', async () => {
    const model = new ScriptedModel({ summarise: () => WRITTEN });
    const lines = Array.from({ length: 500 }, (_unused, i) => ({
      from: 'customer' as const,
      text: `${i} ${'x'.repeat(8000)}`,
    }));
    const tools = Array.from({ length: 50 }, () => ({ tool: 't', result: 'y'.repeat(50_000) }));
    await new ModelSummaryWriter(model, () => CODE).write(requestOf(lines, tools));
    expect(promptOf(model).length).toBeLessThan(20_000);
    expect(promptOf(model)).toContain('499 x');
    expect(promptOf(model)).toContain('"0 x');
  });

  test('is none when the model shows its prompt, answers in no form, or not at all', async () => {
    const answers = [
      () => ({ ...WRITTEN, wants: `The customer wants ${CODE}.` }),
      () => ({ wants: 7 }),
      () => {
        throw new ModelUnavailableError('down');
      },
    ];
    for (const summarise of answers) {
      const writer = new ModelSummaryWriter(new ScriptedModel({ summarise }), () => CODE);
      await expect(writer.write(requestOf([{ from: 'customer', text: 'x' }]))).rejects.toThrow();
    }
  });
});
