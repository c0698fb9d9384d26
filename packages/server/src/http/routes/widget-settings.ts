import { UpdateWidgetSettingsSchema, WidgetSettingsSchema } from '@baton/protocol';
import type { UpdateWidgetSettings, WidgetSettings } from '@baton/protocol';
import type { WidgetSettingsRecord } from '../../core/behaviour/widget-settings-record.ts';
import { shownSettings } from '../../core/widget/shown-settings.ts';
import type { AgentRecord } from '../../ports/directory-store.ts';
import { checkSetup } from '../access/staff-access.ts';
import { itemNotFound } from '../problem.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

const PATH = '/agents/:agent_id/widget';
const KIND = 'widget_settings';

/** How an agent's chat is shown to customers. Whoever may talk to the agent may read it. */
export function widgetSettingsRoutes(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: PATH,
    operation: 'agents.read',
    tag: 'widget',
    summary: 'Read how an agent’s chat is shown',
    response: WidgetSettingsSchema,
    status: 200,
    refusals: [404],
    handle: async ({ params }) => widgetSettingsView(parts, await find(parts, params['agent_id'] ?? '')),
  });
  route(parts, {
    method: 'PUT',
    path: PATH,
    operation: 'setup.write',
    tag: 'widget',
    summary: 'Set how an agent’s chat is shown; what is left out is as in its code',
    body: UpdateWidgetSettingsSchema,
    response: WidgetSettingsSchema,
    status: 200,
    refusals: [403, 404],
    handle({ params, body, principal }) {
      checkSetup(principal, parts.staff);
      return parts.writer.run(async () => {
        const agent = await find(parts, params['agent_id'] ?? '');
        await store(parts, agent.id, body);
        return widgetSettingsView(parts, agent);
      });
    },
  });
}

async function find({ app }: ServerParts, id: string): Promise<AgentRecord> {
  const agent = await app.directory.readAgent(id);
  if (agent === null) throw itemNotFound(id);
  return agent;
}

async function store(
  { behaviours, app }: ServerParts,
  id: string,
  body: UpdateWidgetSettings,
): Promise<void> {
  const { opening_message: openingMessage, person_button: personButton, attachments } = body;
  const settings = {
    ...(openingMessage !== undefined && { openingMessage }),
    ...(personButton !== undefined && { personButton }),
    ...(attachments !== undefined && { attachments }),
  };
  const record: WidgetSettingsRecord = {
    id,
    createdAt: behaviours.get(KIND, id)?.createdAt ?? app.clock.now(),
    ...settings,
  };
  await behaviours.apply([{ op: 'put', kind: KIND, record }]);
}

export function widgetSettingsView(
  { behaviours, attachmentRules }: Pick<ServerParts, 'behaviours' | 'attachmentRules'>,
  agent: Pick<AgentRecord, 'id' | 'name'>,
): WidgetSettings {
  const coded = behaviours.coded(KIND, agent.id);
  return shownSettings(agent, coded, behaviours.get(KIND, agent.id), attachmentRules);
}
