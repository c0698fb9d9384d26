import type { Agent, TriggerPolicy } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { announce } from '../../lib/announcer.ts';
import { behaviour } from '../../lib/baton.ts';
import { messages } from '../../lib/messages.ts';
import { AgentChoice } from './agent-choice.tsx';
import { CopyText } from './copy-text.tsx';
import type { Faults } from '../../lib/faults.ts';
import { faultsOf } from '../../lib/faults.ts';
import { Check, Part, TextLines } from './form-parts.tsx';
import { OfAgent } from './of-agent.tsx';
import { triggersQuery } from './settings-queries.ts';
import { TopicEditor } from './topic-editor.tsx';
import type { PolicyDraft, TriggerDraft } from './trigger-draft.ts';
import { EMPTY_POLICY, policyFile, settingsOfDraft, triggerDraft } from './trigger-draft.ts';
import { ModeSelect, TriggerRows, withMode } from './trigger-rows.tsx';
import { UnsavedGuard } from './unsaved-guard.tsx';
import type { Draft } from './use-draft.ts';
import { useDraft } from './use-draft.ts';

/** When an agent's customers are brought a person without a tool (H4). */
export function TriggerSettings({ item }: { item: string | undefined }) {
  return (
    <AgentChoice section="triggers" item={item}>
      {(agent) => (
        <OfAgent key={agent.id} query={triggersQuery(agent.id)}>
          {(policy) => <TriggerForm agent={agent} policy={policy} />}
        </OfAgent>
      )}
    </AgentChoice>
  );
}

function TriggerForm({ agent, policy }: { agent: Agent; policy: TriggerPolicy }) {
  const cache = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const texts = messages.settings.triggers;
  const draft = useDraft(() => triggerDraft(policy.stored));
  const { value, dirty, set } = draft;
  const saving = useMutation({
    mutationFn: () => behaviour.setTriggers(agent.id, settingsOfDraft(value)),
    onSuccess: (saved) => {
      announce(messages.settings.saved(agent.name));
      cache.setQueryData(triggersQuery(agent.id).queryKey, saved);
    },
  });
  const { error } = saving;
  useEffect(() => {
    if (error !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  const faults = faultsOf(error);
  return (
    <form
      ref={form}
      noValidate
      aria-label={`${messages.settings.sections.triggers}: ${agent.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!saving.isPending) saving.mutate();
      }}
    >
      <fieldset disabled={saving.isPending} className="grid min-w-0 gap-5">
        <Part title={messages.settings.sections.triggers} hint={`${texts.how} ${texts.modeHints}`}>
          <TriggerRows draft={value} policy={policy} faults={faults} path="" onDraft={set} />
        </Part>
        <CustomRules draft={value} policy={policy} set={set} />
        <TopicEditor
          topics={value.topics}
          policy={policy}
          faults={faults}
          path=""
          onTopics={(topics) => set({ topics })}
        />
        <Phrases draft={value} policy={policy} faults={faults} set={set} />
        <ShadowPart draft={draft} policy={policy} faults={faults} />
        <div className="sticky bottom-0 -mx-1 flex flex-wrap items-center gap-3 border-t border-line bg-ground px-1 py-3">
          <Button type="submit" look="primary" disabled={saving.isPending || !dirty}>
            {messages.settings.save}
          </Button>
          <p role="alert" className="text-sm font-medium text-late empty:hidden">
            {faults.summary}
          </p>
        </div>
        <Replay agentId={agent.id} draft={value} />
      </fieldset>
      <UnsavedGuard isDirty={() => dirty && !saving.isPending && !saving.isSuccess} />
    </form>
  );
}

interface TriggerPartProps {
  draft: TriggerDraft;
  policy: TriggerPolicy;
  set: Draft<TriggerDraft>['set'];
}

function CustomRules({ draft, policy, set }: TriggerPartProps) {
  const names = Object.keys(policy.custom);
  const texts = messages.settings.triggers;
  if (names.length === 0) return null;
  return (
    <Part title={texts.customTitle}>
      {names.map((name) => (
        <div key={name} className="flex flex-wrap items-center justify-between gap-3">
          <span className="min-w-0 text-sm font-medium wrap-anywhere">{name}</span>
          <ModeSelect
            of={name}
            mode={draft.custom[name]}
            coded={policy.stored?.custom?.[name] ? null : (policy.custom[name] ?? null)}
            onMode={(mode) => set({ custom: withMode(draft.custom, name, mode) as TriggerDraft['custom'] })}
          />
        </div>
      ))}
    </Part>
  );
}

function Phrases({ draft, policy, faults, set }: TriggerPartProps & { faults: Faults }) {
  const texts = messages.settings.triggers;
  return (
    <Part title={texts.phrases} hint={texts.phrasesCoded(policy.phrases.join(', '))}>
      <Check
        label={texts.phrasesOwn}
        checked={draft.phrases !== null}
        onCheck={(on) => set({ phrases: on ? policy.phrases.join('\n') : null })}
      />
      {draft.phrases !== null && (
        <TextLines
          label={texts.phrases}
          hint={texts.phrasesHint}
          value={draft.phrases}
          rows={6}
          fault={faults.of('phrases')}
          onText={(phrases) => set({ phrases })}
        />
      )}
    </Part>
  );
}

interface ShadowPartProps {
  draft: Draft<TriggerDraft>;
  policy: TriggerPolicy;
  faults: Faults;
}

function ShadowPart({ draft: { value, set }, policy, faults }: ShadowPartProps) {
  const texts = messages.settings.triggers;
  const { shadow } = value;
  const change = (changes: Partial<PolicyDraft>): void =>
    set({ shadow: { ...(shadow ?? EMPTY_POLICY), ...changes } });
  return (
    <Part title={texts.shadow} hint={texts.shadowHint}>
      <Check
        label={texts.shadowOn}
        checked={shadow !== null}
        onCheck={(on) => set({ shadow: on ? EMPTY_POLICY : null })}
      />
      {shadow !== null && (
        <>
          <TriggerRows draft={shadow} policy={policy} faults={faults} path="shadow." onDraft={change} />
          <TopicEditor
            topics={shadow.topics}
            policy={policy}
            faults={faults}
            path="shadow."
            onTopics={(topics) => change({ topics })}
          />
        </>
      )}
    </Part>
  );
}

/** A policy is tried on stored conversations by a command, not here: it reads all of them. */
function Replay({ agentId, draft }: { agentId: string; draft: TriggerDraft }) {
  const texts = messages.settings.triggers;
  const settings = settingsOfDraft(draft);
  return (
    <Part title={texts.replay} hint={texts.replayHint}>
      <CopyText label={texts.replay} text={`npx baton replay --policy policy.json --agent ${agentId}`} />
      {Object.keys(settings).length > 0 && <CopyText label={texts.policyFile} text={policyFile(settings)} />}
      <p className="text-xs text-ink-faint">{texts.replayMore}</p>
    </Part>
  );
}
