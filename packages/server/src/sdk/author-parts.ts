import type { App } from '../app/app.ts';
import type { Behaviours } from '../app/behaviour/behaviours.ts';

/** What the work of authors goes into. */
export interface AuthorParts {
  readonly app: App;
  readonly behaviours: Behaviours;
}
