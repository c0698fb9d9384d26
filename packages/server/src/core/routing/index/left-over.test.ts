import { expect, test } from 'vitest';
import { makeNeed, makeOperator } from '../testing/make-routing.ts';
import { AbilityNames } from './ability-names.ts';
import { Departments } from './department.ts';
import { KnownOperator } from './known-operator.ts';
import { LIST_LIMITS } from './need-queue.ts';
import { Standing } from './queue-node.ts';
import { skillOf } from './skill-key.ts';
import { WaitingNeeds } from './waiting-needs.ts';

test('names that come once do not stay: what is empty is let go of, and its numbers are given again', () => {
  const names = new AbilityNames();
  const departments = new Departments(LIST_LIMITS);
  const needs = new WaitingNeeds(names, departments);
  for (let round = 0; round < 3; round += 1) {
    const skills = ['x', 'y', 'z'].map((name) => ({ skill: `${name}${round}`, level: 1 + round }));
    const operator = new KnownOperator(makeOperator('o', { skills }), names, departments);
    const places = [0, 1, 2, 3].map((count) =>
      needs.add(
        new Standing(makeNeed(`n${count}`, { skills: skills.slice(0, count), language: `l${round}` })),
      ),
    );
    expect(operator.abilities.skills.map(skillOf)).toEqual([0, 1, 2]);
    expect(departments.get('support')?.queue.isEmpty).toBe(false);
    for (const place of places) needs.remove(place);
    expect(departments.get('support')?.queue.isEmpty).toBe(true);
    operator.leave(names, departments);
    expect(departments.get('support')).toBeUndefined();
  }
});
