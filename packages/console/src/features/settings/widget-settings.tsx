import type { Agent, WidgetSettings as Settings } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '../../components/button.tsx';
import { announce } from '../../lib/announcer.ts';
import { messages } from '../../lib/messages.ts';
import { meanText } from '../../lib/number-text.ts';
import { AgentChoice } from './agent-choice.tsx';
import { CopyText } from './copy-text.tsx';
import { faultsOf } from '../../lib/faults.ts';
import { Check, Part, TextLines } from './form-parts.tsx';
import { OfAgent } from './of-agent.tsx';
import { widgetClient, widgetQuery } from './settings-queries.ts';
import { UnsavedGuard } from './unsaved-guard.tsx';
import { useDraft } from './use-draft.ts';

/** How customers meet an agent on the company's pages. */
export function WidgetSettings({ item }: { item: string | undefined }) {
  return (
    <AgentChoice section="widget" item={item}>
      {(agent) => (
        <OfAgent key={agent.id} query={widgetQuery(agent.id)}>
          {(settings) => <Form agent={agent} settings={settings} />}
        </OfAgent>
      )}
    </AgentChoice>
  );
}

function Form({ agent, settings }: { agent: Agent; settings: Settings }) {
  const cache = useQueryClient();
  const texts = messages.settings.widget;
  const { value, dirty, set } = useDraft(() => ({
    opening: settings.opening_message ?? '',
    person: settings.person_button,
    attachments: settings.attachments,
  }));
  const saving = useMutation({
    mutationFn: () =>
      widgetClient.updateSettings(agent.id, {
        opening_message: value.opening.trim() || null,
        person_button: value.person,
        attachments: value.attachments,
      }),
    onSuccess: (saved) => {
      announce(messages.settings.saved(agent.name));
      cache.setQueryData(widgetQuery(agent.id).queryKey, saved);
    },
  });
  const faults = faultsOf(saving.error);
  const size = `${meanText(settings.attachment_limit / 1_048_576)} MB`;
  return (
    <>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!saving.isPending) saving.mutate();
        }}
      >
        <fieldset disabled={saving.isPending} className="grid min-w-0 gap-4">
          <Part title={agent.name}>
            <TextLines
              label={texts.opening}
              hint={texts.openingHint}
              value={value.opening}
              maxLength={2000}
              rows={3}
              fault={faults.of('opening_message')}
              onText={(opening) => set({ opening })}
            />
            <Check
              label={texts.person}
              hint={texts.personHint}
              checked={value.person}
              onCheck={(person) => set({ person })}
            />
            <Check
              label={texts.attachments}
              hint={texts.attachmentsHint(size)}
              checked={value.attachments}
              onCheck={(attachments) => set({ attachments })}
            />
          </Part>
          <p role="alert" className="text-sm font-medium text-late empty:hidden">
            {faults.summary}
          </p>
          <Button
            type="submit"
            look="primary"
            className="justify-self-start"
            disabled={saving.isPending || !dirty}
          >
            {messages.settings.save}
          </Button>
        </fieldset>
      </form>
      <Part title={texts.embed} hint={texts.embedHint}>
        <CopyText label={texts.embed} text={snippetOf(agent.id)} />
        <a
          href={`/chat?agent=${encodeURIComponent(agent.id)}`}
          target="_blank"
          rel="noopener noreferrer"
          className="justify-self-start rounded-sm text-sm font-medium text-accent underline underline-offset-3"
        >
          {texts.preview}
        </a>
      </Part>
      <UnsavedGuard isDirty={() => dirty && !saving.isPending && !saving.isSuccess} />
    </>
  );
}

/** Ids are made by the server of letters, digits and hyphens; whatever else there were would not end the attribute. */
function snippetOf(agentId: string): string {
  const agent = agentId.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<script src="${location.origin}/widget.js" data-agent="${agent}" async></script>`;
}
