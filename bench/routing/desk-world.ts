import type { Need } from '../../packages/server/src/core/routing/need.ts';
import { HIGHEST_LEVEL } from '../../packages/server/src/core/routing/operator.ts';
import type { Operator, SkillLevel } from '../../packages/server/src/core/routing/operator.ts';

/** Whether needs are of a few hundred kinds, as a desk that names its skills has them, or no two are alike. */
export type Variety = 'kinds' | 'all different';

const KINDS = 300;
export const SKILLS = 50;
export const LANGUAGES = 10;
const DEPARTMENT = 'support';
const NEVER_ASKED: readonly string[] = [];

interface Kind {
  readonly skills: readonly SkillLevel[];
  readonly language: string;
}

/** Operators and needs drawn from a seed: the same in every run. Popular skills and languages come more often. */
export class DeskWorld {
  readonly operators: readonly Operator[];
  readonly #variety: Variety;
  readonly #kinds: readonly Kind[];
  readonly #seen = new Set<string>();
  #state = 42;
  #needs = 0;

  constructor(operators: number, variety: Variety) {
    this.operators = Array.from({ length: operators }, (_, number) => this.#operator(number));
    this.#kinds = Array.from({ length: KINDS }, () => this.#kind());
    this.#variety = variety;
  }

  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }

  /** A need that came after all those before it; one in ten has a higher priority. */
  nextNeed(): Need {
    const { skills, language } = this.#variety === 'kinds' ? this.#known() : this.#unlike();
    return this.again({
      id: '',
      department: DEPARTMENT,
      overflow: NEVER_ASKED,
      skills,
      language,
      priority: this.below(10) === 0 ? 1 : 0,
      requestedAt: 0,
      declined: NEVER_ASKED,
      lastOperator: null,
      relaxed: [],
    });
  }

  /** Another handoff that needs the same: what waits keeps its mix however long it is picked from. */
  again(need: Need): Need {
    this.#needs += 1;
    return { ...need, id: `h${this.#needs}`, requestedAt: 1_700_000_000_000_000 + this.#needs * 1000 };
  }

  /** Lets go of what is kept only to draw needs that differ. */
  forgetKinds(): void {
    this.#seen.clear();
  }

  #known(): Kind {
    return this.#kinds[this.#popular(KINDS)] ?? this.#kind();
  }

  #unlike(): Kind {
    for (;;) {
      const kind = this.#kind();
      const text = JSON.stringify(kind);
      if (this.#seen.has(text)) continue;
      this.#seen.add(text);
      return kind;
    }
  }

  #operator(number: number): Operator {
    return {
      id: `o${number}`,
      departments: [DEPARTMENT],
      skills: this.#skills(3 + this.below(6), HIGHEST_LEVEL),
      languages: this.#some(1 + this.below(3), LANGUAGES).map((language) => `l${language}`),
      maxChats: 1 + this.below(5),
      present: true,
      active: 0,
      idleSince: 1_600_000_000_000_000 + this.below(1_000_000),
    };
  }

  #kind(): Kind {
    return { skills: this.#skills(1 + this.below(3), 3), language: `l${this.#popular(LANGUAGES)}` };
  }

  #skills(count: number, highest: number): SkillLevel[] {
    return this.#some(count, SKILLS).map((skill) => ({ skill: `s${skill}`, level: 1 + this.below(highest) }));
  }

  #some(count: number, of: number): number[] {
    const numbers = new Set<number>();
    while (numbers.size < count) numbers.add(this.#popular(of));
    return [...numbers].toSorted((a, b) => a - b);
  }

  #popular(limit: number): number {
    return Math.min(limit - 1, Math.floor((this.below(2 ** 20) / 2 ** 20) ** 2 * limit));
  }
}
