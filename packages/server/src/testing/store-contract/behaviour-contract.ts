import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GuidelineRecord } from '../../core/behaviour/guideline-record.ts';
import type { ContextVariable, Term, VariableValue } from '../../core/behaviour/knowledge.ts';
import type { BehaviourStore } from '../../ports/behaviour-store.ts';
import { WriteFailedError } from '../../ports/store-errors.ts';
import { START } from '../make.ts';

/** A behaviour store under test, empty at first. */
export interface BehaviourFixture extends AsyncDisposable {
  /** The store that is open now. */
  readonly behaviour: BehaviourStore;
  /** Closes it and opens it on the same data, as after a restart. */
  reopen(): Promise<void>;
}

export function makeGuideline(id: string, over: Partial<GuidelineRecord> = {}): GuidelineRecord {
  return {
    id,
    createdAt: START,
    condition: `condition of ${id}`,
    action: null,
    description: null,
    title: null,
    criticality: 'medium',
    enabled: true,
    tags: [],
    metadata: {},
    compositionMode: null,
    track: true,
    labels: [],
    priority: 0,
    toolIds: [],
    say: null,
    examples: [],
    ...over,
  };
}

const term = (id: string, createdAt = START): Term => ({
  id,
  createdAt,
  name: id,
  description: 'd',
  synonyms: [],
  tags: [],
});
const variable = (id: string): ContextVariable => ({
  id,
  createdAt: START,
  name: id,
  description: null,
  toolId: null,
  freshnessRules: null,
  tags: [],
});
const value = (data: VariableValue['data']): VariableValue => ({ id: 'v', lastModified: START, data });

/** What every store of behaviour promises. */
export function behaviourStoreContract(name: string, open: () => Promise<BehaviourFixture>): void {
  describe(`behaviour store on ${name}`, () => {
    let fixture: BehaviourFixture;
    beforeAll(async () => {
      fixture = await open();
    });
    afterAll(() => fixture[Symbol.asyncDispose]());
    const store = (): BehaviourStore => fixture.behaviour;

    recordRules(store, () => fixture.reopen());
    valueRules(store, () => fixture.reopen());
  });
}

function recordRules(store: () => BehaviourStore, reopen: () => Promise<void>): void {
  test('a record comes back as it was given, after a restart too', async () => {
    const record = makeGuideline('whole', {
      tags: ['agent:a', 'ü "\'; DROP TABLE behaviour; --'],
      metadata: JSON.parse('{"__proto__": {"a": [1, null, "x"]}}'),
      toolIds: [{ service: 's', tool: 't' }],
      examples: ['line\nbreak'],
    });
    await store().apply([{ op: 'put', kind: 'guideline', record }]);
    await reopen();
    expect(await store().list('guideline')).toEqual([record]);
    expect(await store().read('guideline', 'whole')).toEqual(record);
    expect(await store().read('term', 'whole')).toBeNull();
    await store().apply([{ op: 'delete', kind: 'guideline', id: 'whole' }]);
    expect(await store().list('guideline')).toEqual([]);
    expect(await store().read('guideline', 'whole')).toBeNull();
  });

  test('records are listed oldest first, of equal age by id, whatever was written last', async () => {
    const records = [term('c', START + 2), term('b', START + 1), term('a', START + 1)];
    await store().apply(records.map((record) => ({ op: 'put', kind: 'term', record })));
    await store().apply([{ op: 'put', kind: 'term', record: { ...records[2]!, name: 'renamed' } }]);
    expect((await store().list('term')).map(({ id, name }) => [id, name])).toEqual([
      ['a', 'renamed'],
      ['b', 'b'],
      ['c', 'c'],
    ]);
  });

  test('one id may stand for a record of each kind', async () => {
    await store().apply([
      { op: 'put', kind: 'term', record: term('same') },
      { op: 'put', kind: 'guideline', record: makeGuideline('same') },
      { op: 'delete', kind: 'term', id: 'same' },
    ]);
    expect((await store().list('guideline')).map(({ id }) => id)).toEqual(['same']);
    expect((await store().list('term')).map(({ id }) => id)).not.toContain('same');
  });

  test('of changes that belong together all are written or none', async () => {
    const before = await store().list('guideline');
    const broken = { ...makeGuideline('broken'), createdAt: null as unknown as number };
    const changes = store().apply([
      { op: 'put', kind: 'guideline', record: makeGuideline('beside') },
      { op: 'put', kind: 'guideline', record: broken },
    ]);
    await expect(changes).rejects.toBeInstanceOf(WriteFailedError);
    await reopen();
    expect(await store().list('guideline')).toEqual(before);
  });

  test('nothing to change is fine, and so is to delete what is not there', async () => {
    await expect(store().apply([])).resolves.toBeUndefined();
    await expect(store().apply([{ op: 'delete', kind: 'journey', id: 'none' }])).resolves.toBeUndefined();
  });
}

function valueRules(store: () => BehaviourStore, reopen: () => Promise<void>): void {
  test('values are kept by variable and key, the last one counts', async () => {
    await store().putValue('v1', 'guest', value({ a: [null] }));
    await store().putValue('v1', 'tag:ü', value(null));
    await store().putValue('v1', 'guest', value('new'));
    await store().putValue('v2', 'guest', value(2));
    await reopen();
    expect(await store().readValue('v1', 'guest')).toEqual(value('new'));
    expect(await store().readValue('v1', 'other')).toBeNull();
    expect(await store().listValues('v1')).toEqual([
      { key: 'guest', value: value('new') },
      { key: 'tag:ü', value: value(null) },
    ]);
    expect(await store().deleteValue('v1', 'guest')).toBe(true);
    expect(await store().deleteValue('v1', 'guest')).toBe(false);
    expect(await store().readValue('v2', 'guest')).toEqual(value(2));
  });

  test('a variable takes its values with it, and no others', async () => {
    await store().apply([{ op: 'put', kind: 'variable', record: variable('gone') }]);
    await store().putValue('gone', 'a', value(1));
    await store().putValue('stays', 'a', value(1));
    await store().apply([{ op: 'delete', kind: 'variable', id: 'gone' }]);
    expect(await store().listValues('gone')).toEqual([]);
    expect(await store().listValues('stays')).toHaveLength(1);
  });
}
