import type { Agent } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SelectField } from '../../components/select-field.tsx';
import { messages } from '../../lib/messages.ts';
import { Opening } from './opening.tsx';
import { agentsQuery } from '../../lib/directory-queries.ts';
import { placeOf } from './settings-search.ts';

interface AgentChoiceProps {
  section: 'triggers' | 'widget';
  /** Id of the chosen agent; absent: the first. */
  item: string | undefined;
  children: (agent: Agent) => ReactNode;
}

/** What is set for each agent by itself. */
export function AgentChoice({ section, item, children }: AgentChoiceProps) {
  const agents = useQuery(agentsQuery);
  const navigate = useNavigate();
  const texts = messages.settings;
  const all = agents.data ?? [];
  const agent = all.find(({ id }) => id === item) ?? all[0];
  return (
    <div className="grid gap-5">
      <div>
        <h2 tabIndex={-1} data-settings-heading="" className="text-lg font-semibold outline-none">
          {texts.sections[section]}
        </h2>
        <p className="max-w-prose text-sm text-pretty text-ink-soft">{texts.intro[section]}</p>
      </div>
      {agents.data === undefined && <Opening failed={agents.isError} onBack={() => void agents.refetch()} />}
      {agents.data?.length === 0 && <p className="text-sm text-ink-faint">{texts.noAgents}</p>}
      {all.length > 1 && agent !== undefined && (
        <div className="max-w-sm">
          <SelectField
            label={texts.agent}
            value={agent.id}
            options={all.map(({ id, name }) => [id, name])}
            onChoose={(id) => void navigate({ to: '/settings', search: placeOf(section, id) })}
          />
        </div>
      )}
      {agent !== undefined && children(agent)}
    </div>
  );
}
