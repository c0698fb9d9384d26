import type { ContextPackage } from '@baton/protocol';
import { buildPackage } from '../../core/package/build-package.ts';
import type { CustomerRecord } from '../../ports/directory-store.ts';
import type { SessionRecord } from '../../ports/session-store.ts';
import { analyseTexts } from '../analyse-texts.ts';
import type { App } from '../app.ts';
import type { OpeningRequest } from '../open-handoff.ts';
import { readNewest } from '../read-log.ts';

/** How much of the log the package is made from; the whole of it stays a click away. */
const PACKAGE_EVENTS = 400;

/** The context package as of now (H5.1), without a model and without a wait. */
export async function preparePackage(
  app: App,
  session: SessionRecord,
  customer: CustomerRecord,
  request: Pick<OpeningRequest, 'reason' | 'evidence'>,
): Promise<ContextPackage> {
  const events = await readNewest(app.sessions, session.id, PACKAGE_EVENTS);
  const matched = session.agentState?.['matched'];
  return buildPackage({
    sessionId: session.id,
    reason: request.reason,
    evidence: request.evidence,
    customer,
    events,
    ...(await analyseTexts(app, events)),
    guidelines: Array.isArray(matched) ? matched.filter((entry) => typeof entry === 'string') : [],
  });
}
