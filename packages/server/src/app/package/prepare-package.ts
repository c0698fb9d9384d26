import type { ContextPackage, Evidence } from '@baton/protocol';
import { buildPackage } from '../../core/package/build-package.ts';
import type { CustomerRecord } from '../../ports/directory-store.ts';
import type { SessionRecord } from '../../ports/session-store.ts';
import { analyseTexts } from '../analyse-texts.ts';
import type { App } from '../app.ts';
import { readConversation } from './read-conversation.ts';

/** The context package as of now (H5.1), without a model and without a wait. */
export async function preparePackage(
  app: App,
  session: SessionRecord,
  customer: CustomerRecord,
  request: { readonly reason: string; readonly evidence: readonly Evidence[] },
): Promise<ContextPackage> {
  const [events, variables] = await Promise.all([
    readConversation(app.sessions, session.id),
    app.knownVariables?.(session.agentId, customer) ?? [],
  ]);
  const matched = session.agentState?.['matched'];
  return buildPackage({
    sessionId: session.id,
    reason: request.reason,
    evidence: request.evidence,
    customer,
    events,
    ...(await analyseTexts(app, events)),
    ...(app.lexicon !== undefined && { lexicon: app.lexicon }),
    guidelines: Array.isArray(matched) ? matched.filter((entry) => typeof entry === 'string') : [],
    variables,
  });
}
