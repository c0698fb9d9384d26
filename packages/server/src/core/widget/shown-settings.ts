import type { WidgetSettings } from '@baton/protocol';
import type { WidgetSettingsRecord } from '../behaviour/widget-settings-record.ts';

/** What the server allows of files, whatever an agent says. */
export interface AttachmentRules {
  /** Bytes. */
  readonly limit: number;
  readonly types: readonly string[];
}

/** How an agent's chat is shown: what was set over REST, else as in its code, else the default. */
export function shownSettings(
  agent: { readonly id: string; readonly name: string },
  coded: Partial<WidgetSettingsRecord> | null,
  stored: Partial<WidgetSettingsRecord> | null,
  rules: AttachmentRules,
): WidgetSettings {
  const said = { ...coded, ...stored };
  return {
    agent: { id: agent.id, name: agent.name },
    opening_message: said.openingMessage ?? null,
    person_button: said.personButton ?? true,
    attachments: said.attachments ?? true,
    attachment_limit: rules.limit,
    attachment_types: [...rules.types],
  };
}
