import type { TriggerMode, TriggerPolicy } from '@baton/protocol';
import { Button } from '../../components/button.tsx';
import { Fold } from '../../components/fold.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { messages } from '../../lib/messages.ts';
import type { Faults } from '../../lib/faults.ts';
import { Part, TextLine, TextLines } from './form-parts.tsx';
import type { TopicDraft } from './trigger-draft.ts';

interface TopicEditorProps {
  topics: readonly TopicDraft[];
  /** Those that hold now: what is not set here is in the code. */
  policy: TriggerPolicy;
  faults: Faults;
  path: string;
  onTopics: (topics: TopicDraft[]) => void;
}

/** Topics that always go to a person: those that are set here, and below them those of the code. */
export function TopicEditor({ topics, policy, faults, path, onTopics }: TopicEditorProps) {
  const texts = messages.settings.triggers;
  const next = Math.max(-1, ...topics.map(({ key }) => key)) + 1;
  const own = new Set(topics.map(({ name }) => name.trim()));
  const coded = policy.topics.filter(({ name }) => !own.has(name));
  return (
    <Part title={texts.topics} hint={texts.topicsHint}>
      {topics.map((topic, at) => (
        <Topic
          key={topic.key}
          topic={topic}
          fault={(field) => faults.of(`${path}topics.${at}.${field}`)}
          onTopic={(changes) =>
            onTopics(topics.map((each) => (each.key === topic.key ? { ...each, ...changes } : each)))
          }
          onRemove={() => onTopics(topics.filter((each) => each.key !== topic.key))}
        />
      ))}
      <Button
        className="justify-self-start"
        onClick={() =>
          onTopics([...topics, { key: next, name: '', reason: '', examples: '', patterns: '', mode: '' }])
        }
      >
        {texts.addTopic}
      </Button>
      {path === '' && coded.length > 0 && <CodedTopics topics={coded} />}
    </Part>
  );
}

interface TopicProps {
  topic: TopicDraft;
  fault: (field: string) => string | undefined;
  onTopic: (changes: Partial<TopicDraft>) => void;
  onRemove: () => void;
}

function Topic({ topic, fault, onTopic, onRemove }: TopicProps) {
  const texts = messages.settings.triggers;
  const { name, reason, examples, patterns, mode } = topic;
  return (
    <div className="grid gap-3 rounded-lg border border-line bg-surface p-3">
      <div className="grid gap-3 sm:grid-cols-3">
        <TextLine
          label={texts.topicName}
          value={name}
          maxLength={100}
          fault={fault('name')}
          onText={(text) => onTopic({ name: text })}
        />
        <TextLine
          label={texts.topicReason}
          hint={texts.topicReasonHint}
          value={reason}
          maxLength={100}
          fault={fault('reason')}
          onText={(text) => onTopic({ reason: text })}
        />
        <SelectField
          label={texts.topicMode}
          value={mode}
          options={[
            ['', texts.topicAsTopics],
            ['act', texts.modes.act],
            ['shadow', texts.modes.shadow],
            ['off', texts.modes.off],
          ]}
          onChoose={(value) => onTopic({ mode: value as TriggerMode | '' })}
        />
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextLines
          label={texts.topicExamples}
          hint={texts.topicExamplesHint}
          value={examples}
          rows={3}
          fault={fault('examples')}
          onText={(text) => onTopic({ examples: text })}
        />
        <TextLines
          label={texts.topicPatterns}
          hint={texts.topicPatternsHint}
          value={patterns}
          rows={3}
          fault={fault('patterns')}
          className="font-mono text-sm!"
          onText={(text) => onTopic({ patterns: text })}
        />
      </div>
      <Button look="quiet" className="-ml-3 justify-self-start" onClick={onRemove}>
        {texts.removeTopicOf(name)}
      </Button>
    </div>
  );
}

function CodedTopics({ topics }: { topics: TriggerPolicy['topics'] }) {
  const texts = messages.settings.triggers;
  return (
    <div className="grid gap-1.5">
      <h4 className="text-sm font-medium">{texts.codedTopics}</h4>
      {topics.map(({ name, mode, examples, patterns }) => (
        <Fold
          key={name}
          label={
            <span className="text-sm">
              {name.replaceAll(/[_-]+/gu, ' ')}{' '}
              <span className="text-xs text-ink-faint">· {texts.modes[mode]}</span>
            </span>
          }
        >
          <ul role="list" className="grid gap-0.5 py-1 pl-4.5 text-xs wrap-anywhere text-ink-soft">
            {[...examples, ...patterns].map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </Fold>
      ))}
    </div>
  );
}
