import type {
  CreateDepartment,
  CreateOperator,
  Department,
  Operator,
  Page,
  Presence,
  PresenceStatus,
  UpdateDepartment,
  UpdateOperator,
} from '@baton/protocol';
import { connectionOf, sendRequest } from './send-request.ts';
import type { Connection, ConnectionOptions } from './send-request.ts';

/** Stands for the operator whose key or cookie is sent. */
export const ME = 'me';

/** Who works at the desk, with types. Every refusal is thrown as a RequestError. */
export class StaffClient {
  readonly #connection: Connection;

  constructor(options: ConnectionOptions) {
    this.#connection = connectionOf(options);
  }

  listDepartments(): Promise<Department[]> {
    return this.#json('GET', '/departments');
  }

  readDepartment(id: string): Promise<Department> {
    return this.#json('GET', pathOf('departments', id));
  }

  createDepartment(body: CreateDepartment): Promise<Department> {
    return this.#json('POST', '/departments', body);
  }

  updateDepartment(id: string, body: UpdateDepartment): Promise<Department> {
    return this.#json('PATCH', pathOf('departments', id), body);
  }

  async deleteDepartment(id: string): Promise<void> {
    await sendRequest(this.#connection, 'DELETE', pathOf('departments', id));
  }

  /** All operators, or those of a department, oldest first. */
  listOperators(departmentId?: string): Promise<Operator[]> {
    return this.#json('GET', `/operators${queryText({ department_id: departmentId })}`);
  }

  pageOperators(query: {
    limit: number;
    cursor?: string | undefined;
    department_id?: string | undefined;
  }): Promise<Page<Operator>> {
    return this.#json('GET', `/operators${queryText(query)}`);
  }

  readOperator(id: string): Promise<Operator> {
    return this.#json('GET', pathOf('operators', id));
  }

  createOperator(body: CreateOperator): Promise<Operator> {
    return this.#json('POST', '/operators', body);
  }

  updateOperator(id: string, body: UpdateOperator): Promise<Operator> {
    return this.#json('PATCH', pathOf('operators', id), body);
  }

  async deleteOperator(id: string): Promise<void> {
    await sendRequest(this.#connection, 'DELETE', pathOf('operators', id));
  }

  readPresence(operatorId: string): Promise<Presence> {
    return this.#json('GET', `${pathOf('operators', operatorId)}/presence`);
  }

  /** An operator says what he is; a lead may set others offline. */
  setPresence(operatorId: string, status: PresenceStatus): Promise<Presence> {
    return this.#json('PUT', `${pathOf('operators', operatorId)}/presence`, { status });
  }

  /**
   * Renews the lease: to be called every 15 seconds. The answer tells how the operator counts; one who is offline
   * stays so until he sets his presence.
   */
  heartbeat(operatorId: string): Promise<Presence> {
    return this.#json('POST', `${pathOf('operators', operatorId)}/heartbeat`);
  }

  async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
    return (await (await sendRequest(this.#connection, method, path, body)).json()) as T;
  }
}

function pathOf(kind: 'departments' | 'operators', id: string): string {
  return `/${kind}/${encodeURIComponent(id)}`;
}

function queryText(query: Readonly<Record<string, string | number | undefined>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) parameters.set(name, String(value));
  return parameters.size === 0 ? '' : `?${parameters}`;
}
