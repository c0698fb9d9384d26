import type { Parameter } from './postgres-database.ts';

/** Conditions of a query with their parameters, which are numbered as they are added. */
export class QueryFilter {
  readonly parameters: Parameter[] = [];
  readonly #conditions: string[] = [];

  /** `?` stands for each of the values, in order. */
  where(condition: string, ...values: Parameter[]): this {
    let next = 0;
    this.#conditions.push(condition.replaceAll('?', () => this.#parameter(values[next++] ?? null)));
    return this;
  }

  /** As `where`, unless there is no value. */
  whereGiven(condition: string, value: Parameter | undefined): this {
    return value === undefined ? this : this.where(condition, value);
  }

  /** A parameter for elsewhere in the query, e.g. its limit. */
  parameter(value: Parameter): string {
    return this.#parameter(value);
  }

  get clause(): string {
    return this.#conditions.length === 0 ? '' : `WHERE ${this.#conditions.join(' AND ')}`;
  }

  #parameter(value: Parameter): string {
    return `$${this.parameters.push(value)}`;
  }
}
