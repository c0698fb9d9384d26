import { CreateDepartmentSchema, DepartmentSchema, UpdateDepartmentSchema } from '@baton/protocol';
import { z } from 'zod';
import type { BehaviourChange } from '../../ports/behaviour-store.ts';
import { departmentWire } from '../../app/staff/staff-wire.ts';
import { checkLead } from '../access/staff-access.ts';
import { itemNotFound } from '../problem.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';
import { valueOf } from '../staff-answers.ts';

const DEPARTMENT = '/departments/:department_id';

export function departmentRoutes(parts: ServerParts): void {
  readingRoutes(parts);
  writingRoutes(parts);
}

function readingRoutes(parts: ServerParts): void {
  const { staff } = parts;
  route(parts, {
    method: 'GET',
    path: '/departments',
    operation: 'staff.read',
    tag: 'departments',
    summary: 'List departments, oldest first',
    response: z.array(DepartmentSchema),
    status: 200,
    handle: () => staff.departments().map((department) => departmentWire(department, staff)),
  });
  route(parts, {
    method: 'GET',
    path: DEPARTMENT,
    operation: 'staff.read',
    tag: 'departments',
    summary: 'Read a department',
    response: DepartmentSchema,
    status: 200,
    refusals: [404],
    handle({ params }) {
      const id = params['department_id'] ?? '';
      const department = staff.department(id);
      if (department === null) throw itemNotFound(id);
      return departmentWire(department, staff);
    },
  });
}

/** Nobody would be shown its canned replies any more. */
function repliesOf({ behaviours }: ServerParts, department: string): BehaviourChange[] {
  return behaviours
    .list('canned_reply')
    .filter((reply) => reply.department === department)
    .map(({ id }) => ({ op: 'delete', kind: 'canned_reply', id }));
}

function writingRoutes(parts: ServerParts): void {
  const { staff, behaviours, writer } = parts;
  route(parts, {
    method: 'POST',
    path: '/departments',
    operation: 'staff.write',
    tag: 'departments',
    summary: 'Create a department',
    body: CreateDepartmentSchema,
    response: DepartmentSchema,
    status: 201,
    refusals: [403],
    async handle({ body, principal }) {
      checkLead(principal, staff);
      return departmentWire(valueOf(await staff.createDepartment(body), ''), staff);
    },
  });
  route(parts, {
    method: 'PATCH',
    path: DEPARTMENT,
    operation: 'staff.write',
    tag: 'departments',
    summary: 'Change a department; its handoffs keep the policy under which they came',
    body: UpdateDepartmentSchema,
    response: DepartmentSchema,
    status: 200,
    refusals: [403, 404],
    async handle({ params, body, principal }) {
      checkLead(principal, staff);
      const id = params['department_id'] ?? '';
      return departmentWire(valueOf(await staff.updateDepartment(id, body), id), staff);
    },
  });
  route(parts, {
    method: 'DELETE',
    path: DEPARTMENT,
    operation: 'staff.write',
    tag: 'departments',
    summary: 'Delete a department; its open handoffs go to the default one',
    status: 204,
    refusals: [403, 404, 409],
    async handle({ params, principal }) {
      checkLead(principal, staff);
      const id = params['department_id'] ?? '';
      valueOf(await staff.deleteDepartment(id), id);
      await writer.run(() => behaviours.apply(repliesOf(parts, id)));
    },
  });
}
