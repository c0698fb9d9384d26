import { DepartmentStatusSchema } from '@baton/protocol';
import { z } from 'zod';
import { itemNotFound } from '../problem.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

/** How the departments' lines are now (H7.2). */
export function departmentStatusRoutes(parts: ServerParts): void {
  const { app } = parts;
  route(parts, {
    method: 'GET',
    path: '/departments/status',
    operation: 'staff.read',
    tag: 'departments',
    summary: 'Who is there and who waits in each department, oldest department first',
    response: z.array(DepartmentStatusSchema),
    status: 200,
    handle() {
      const now = app.clock.now();
      return app.staff.departments().map(({ id }) => app.lines.statusOf(id, now));
    },
  });
  route(parts, {
    method: 'GET',
    path: '/departments/:department_id/status',
    operation: 'staff.read',
    tag: 'departments',
    summary: 'Who is there and who waits in a department, and how long probably',
    response: DepartmentStatusSchema,
    status: 200,
    refusals: [404],
    handle({ params }) {
      const id = params['department_id'] ?? '';
      if (app.staff.department(id) === null) throw itemNotFound(id);
      return app.lines.statusOf(id, app.clock.now());
    },
  });
}
