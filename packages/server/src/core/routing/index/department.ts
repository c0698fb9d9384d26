import { DepartmentOperators } from './department-operators.ts';
import { NeedQueue } from './need-queue.ts';

export interface Department {
  readonly queue: NeedQueue;
  readonly operators: DepartmentOperators;
}

/** Departments by id; one that has neither operators nor needs is not kept. */
export class Departments {
  readonly #known = new Map<string, Department>();

  get(id: string): Department | undefined {
    return this.#known.get(id);
  }

  open(id: string): Department {
    let department = this.#known.get(id);
    if (department === undefined) {
      department = { queue: new NeedQueue(), operators: new DepartmentOperators() };
      this.#known.set(id, department);
    }
    return department;
  }

  closeIfEmpty(id: string): void {
    const department = this.#known.get(id);
    if (department?.queue.isEmpty && department.operators.isEmpty) this.#known.delete(id);
  }
}
