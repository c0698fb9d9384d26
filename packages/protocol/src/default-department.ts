import type { DepartmentPolicy } from './department.ts';

/* Apart from the schemas, so that pages may use it without them. */

/** Id of the department that is always there: requests that name no other one go to its queue. */
export const DEFAULT_DEPARTMENT = 'support';

export const DEFAULT_DEPARTMENT_POLICY: DepartmentPolicy = {
  service_level_seconds: 60,
  offer_seconds: 30,
  auto_accept: false,
  sticky_seconds: 1800,
  relax_skills_seconds: 120,
  relax_language_seconds: 240,
  relax_department_seconds: 360,
  overflow: [],
  tell_seconds: 60,
  reminder_seconds: 180,
  give_up_seconds: 1800,
  idle_seconds: 300,
  idle_return_seconds: 86_400,
  return_notice_seconds: 60,
  match_language: false,
  offer_callback: true,
  offer_email: true,
  offer_ai: true,
  ask_rating: false,
  dispositions: ['solved', 'not-solved', 'follow-up', 'duplicate', 'spam'],
};
