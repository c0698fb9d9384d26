/** Whose a handoff is: the departments that may take it, and those who hold it or are offered it. */
export interface Whose {
  readonly departments: readonly string[];
  readonly operators: readonly string[];
}

/** Who reads the feed, as he stands now. */
export interface FeedReader {
  /** Sees all departments and all their sessions. */
  readonly admin: boolean;
  /** Sees all departments. */
  readonly lead: boolean;
  /** Null: an admin who is no operator. */
  readonly operatorId: string | null;
  readonly departments: readonly string[];
  /** Sessions whose events he wants although they are not his. */
  readonly watched: ReadonlySet<string>;
}

/** Whom a frame is for. */
export type Audience =
  | { readonly to: 'all' }
  | { readonly to: 'handoff'; readonly whose: Whose }
  /** Those who could see it before and cannot now; `now` null: nobody can. */
  | { readonly to: 'left'; readonly before: Whose; readonly now: Whose | null }
  | { readonly to: 'session'; readonly sessionId: string; readonly whose: Whose }
  | { readonly to: 'department'; readonly department: string }
  | { readonly to: 'operator'; readonly operatorId: string }
  /** The leads of a department; where it has none, every lead; where there is none at all, its operators. */
  | { readonly to: 'leads'; readonly department: string; readonly among: Leads };

/** Who leads a department: those of it that are leads, the leads of others, or all who are in it. */
export type Leads = 'its-own' | 'any' | 'none';

/** Whether a frame is for a reader. Nothing of a customer reaches an operator who could not take or see his handoff. */
export function isFor(audience: Audience, reader: FeedReader): boolean {
  switch (audience.to) {
    case 'all':
      return true;
    case 'handoff':
      return sees(reader, audience.whose);
    case 'left':
      return sees(reader, audience.before) && !(audience.now !== null && sees(reader, audience.now));
    case 'session': {
      const { whose, sessionId } = audience;
      if (reader.admin || isOwn(reader, whose)) return true;
      return reader.watched.has(sessionId) && sees(reader, whose);
    }
    case 'department':
      return seesDepartment(reader, audience.department);
    case 'operator':
      return reader.operatorId === audience.operatorId;
    case 'leads':
      return leads(reader, audience.department, audience.among);
  }
}

/** Whether whoever could see `before` can see `now`. */
export function covers(now: Whose, before: Whose): boolean {
  return (
    before.departments.every((id) => now.departments.includes(id)) &&
    before.operators.every((id) => now.operators.includes(id))
  );
}

/** Whether he holds it or is offered it. */
function isOwn({ operatorId }: FeedReader, { operators }: Whose): boolean {
  return operatorId !== null && operators.includes(operatorId);
}

export function seesDepartment(reader: FeedReader, department: string): boolean {
  return reader.admin || reader.lead || reader.departments.includes(department);
}

/** Whether he may see a handoff. */
export function sees(reader: FeedReader, whose: Whose): boolean {
  if (reader.admin || reader.lead || isOwn(reader, whose)) return true;
  return whose.departments.some((id) => reader.departments.includes(id));
}

function leads(reader: FeedReader, department: string, among: Leads): boolean {
  if (reader.admin) return true;
  const inIt = reader.departments.includes(department);
  switch (among) {
    case 'its-own':
      return reader.lead && inIt;
    case 'any':
      return reader.lead;
    case 'none':
      return inIt;
  }
}
