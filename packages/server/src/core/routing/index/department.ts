import type { Candidate } from './candidate.ts';
import { DepartmentOperators } from './department-operators.ts';
import { NeedQueue } from './need-queue.ts';
import type { ListLimits } from './need-queue.ts';
import type { WatchList } from './watch-list.ts';

/** An operator's seat in one of his departments, and what he can take there. */
export interface Seat {
  readonly department: Department;
  readonly number: number;
  readonly list: WatchList;
}

class Department {
  readonly operators: DepartmentOperators = new DepartmentOperators();
  readonly queue: NeedQueue;

  constructor(limits: ListLimits) {
    this.queue = new NeedQueue(this.operators, limits);
  }

  join(candidate: Candidate): Seat {
    const number = this.operators.add(candidate);
    return { department: this, number, list: this.queue.watch(number, candidate.abilities) };
  }

  leave({ number }: Seat): void {
    this.queue.unwatch(number);
    this.operators.remove(number);
  }
}

/** Departments by id; one that has neither operators nor needs is not kept. */
export class Departments {
  readonly #known = new Map<string, Department>();
  readonly #limits: ListLimits;

  constructor(limits: ListLimits) {
    this.#limits = limits;
  }

  get(id: string): Department | undefined {
    return this.#known.get(id);
  }

  open(id: string): Department {
    let department = this.#known.get(id);
    if (department === undefined) {
      department = new Department(this.#limits);
      this.#known.set(id, department);
    }
    return department;
  }

  closeIfEmpty(id: string): void {
    const department = this.#known.get(id);
    if (department?.queue.isEmpty && department.operators.isEmpty) this.#known.delete(id);
  }
}
