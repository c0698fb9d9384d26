import type {
  CannedResponse,
  Capability,
  ContextVariable,
  ContextVariableDetail,
  ContextVariableValue,
  CreateCannedResponse,
  CreateCapability,
  CreateContextVariable,
  CreateEvaluation,
  CreateGuideline,
  CreateJourney,
  CreateJourneyNode,
  CreateJourneyTransition,
  CreateRelationship,
  CreateTerm,
  Evaluation,
  Guideline,
  GuidelineDetail,
  Journey,
  JourneyNode,
  JourneyTransition,
  Json,
  Relationship,
  Term,
  TriggerPolicy,
  TriggerSettings,
  UpdateCannedResponse,
  UpdateCapability,
  UpdateContextVariable,
  UpdateGuideline,
  UpdateJourney,
  UpdateJourneyNode,
  UpdateJourneyTransition,
  UpdateTerm,
} from '@baton/protocol';
import { connectionOf, sendRequest } from './send-request.ts';
import type { Connection, ConnectionOptions } from './send-request.ts';

type Query = Readonly<Record<string, string | boolean | number | readonly string[] | undefined>>;

/** What can be done with one kind of entity. `T` in lists, `D` alone. */
export interface BehaviourResource<T, D, C, U> {
  list(query?: Query): Promise<T[]>;
  read(id: string): Promise<D>;
  create(body: C): Promise<T>;
  update(id: string, body: U): Promise<D extends ContextVariableDetail ? T : D>;
  delete(id: string): Promise<void>;
}

/** What agents do and know, with types. Every refusal is thrown as a RequestError. */
export class BehaviourClient {
  readonly guidelines: BehaviourResource<Guideline, GuidelineDetail, CreateGuideline, UpdateGuideline>;
  readonly journeys: BehaviourResource<Journey, Journey, CreateJourney, UpdateJourney>;
  readonly terms: BehaviourResource<Term, Term, CreateTerm, UpdateTerm>;
  readonly variables: BehaviourResource<
    ContextVariable,
    ContextVariableDetail,
    CreateContextVariable,
    UpdateContextVariable
  >;
  readonly cannedResponses: BehaviourResource<
    CannedResponse,
    CannedResponse,
    CreateCannedResponse,
    UpdateCannedResponse
  >;
  readonly capabilities: BehaviourResource<Capability, Capability, CreateCapability, UpdateCapability>;
  readonly relationships: Omit<
    BehaviourResource<Relationship, Relationship, CreateRelationship, never>,
    'update'
  >;
  readonly #connection: Connection;

  constructor(options: ConnectionOptions) {
    this.#connection = connectionOf(options);
    this.guidelines = this.#resource('/guidelines');
    this.journeys = this.#resource('/journeys');
    this.terms = this.#resource('/terms');
    this.variables = this.#resource('/context-variables');
    this.cannedResponses = this.#resource('/canned_responses');
    this.capabilities = this.#resource('/capabilities');
    this.relationships = this.#resource('/relationships');
  }

  /** The states of a journey. */
  nodes(
    journeyId: string,
  ): BehaviourResource<JourneyNode, JourneyNode, CreateJourneyNode, UpdateJourneyNode> {
    return this.#resource(`/journeys/${encodeURIComponent(journeyId)}/nodes`);
  }

  /** The ways between the states of a journey. */
  edges(
    journeyId: string,
  ): BehaviourResource<
    JourneyTransition,
    JourneyTransition,
    CreateJourneyTransition,
    UpdateJourneyTransition
  > {
    return this.#resource(`/journeys/${encodeURIComponent(journeyId)}/edges`);
  }

  /** A journey as a Mermaid state diagram. */
  async mermaid(journeyId: string): Promise<string> {
    const path = `/journeys/${encodeURIComponent(journeyId)}/mermaid`;
    return (await sendRequest(this.#connection, 'GET', path)).text();
  }

  readValue(variableId: string, key: string): Promise<ContextVariableValue> {
    return this.#json('GET', valuePath(variableId, key));
  }

  setValue(variableId: string, key: string, data: Json): Promise<ContextVariableValue> {
    return this.#json('PUT', valuePath(variableId, key), { data });
  }

  async deleteValue(variableId: string, key: string): Promise<void> {
    await sendRequest(this.#connection, 'DELETE', valuePath(variableId, key));
  }

  /** When an agent has a person asked for. */
  readTriggers(agentId: string): Promise<TriggerPolicy> {
    return this.#json('GET', triggersPath(agentId));
  }

  /** Replaces what is set of that over REST; what is left out is as in the agent's code. */
  setTriggers(agentId: string, settings: TriggerSettings): Promise<TriggerPolicy> {
    return this.#json('PUT', triggersPath(agentId), settings);
  }

  /** Changes what is set of that over REST; null takes a setting back. */
  changeTriggers(agentId: string, settings: TriggerSettings): Promise<TriggerPolicy> {
    return this.#json('PATCH', triggersPath(agentId), settings);
  }

  /** Starts a check of guidelines. */
  evaluate(body: CreateEvaluation): Promise<Evaluation> {
    return this.#json('POST', '/evaluations', body);
  }

  /** A check as it is once it has ended; refused with 504 when it has not after `waitSeconds` (0 does not wait). */
  readEvaluation(id: string, waitSeconds = 60): Promise<Evaluation> {
    return this.#json('GET', `/evaluations/${encodeURIComponent(id)}?wait_for_completion=${waitSeconds}`);
  }

  #resource<T, D, C, U>(path: string): BehaviourResource<T, D, C, U> {
    const one = (id: string): string => `${path}/${encodeURIComponent(id)}`;
    return {
      list: (query = {}) => this.#json('GET', path + queryText(query)),
      read: (id) => this.#json('GET', one(id)),
      create: (body) => this.#json('POST', path, body),
      update: (id, body) => this.#json('PATCH', one(id), body),
      delete: async (id) => {
        await sendRequest(this.#connection, 'DELETE', one(id));
      },
    };
  }

  async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
    return (await (await sendRequest(this.#connection, method, path, body)).json()) as T;
  }
}

function valuePath(variableId: string, key: string): string {
  return `/context-variables/${encodeURIComponent(variableId)}/${encodeURIComponent(key)}`;
}

function triggersPath(agentId: string): string {
  return `/agents/${encodeURIComponent(agentId)}/triggers`;
}

function queryText(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value].flat()) if (each !== undefined) parameters.append(name, String(each));
  }
  return parameters.size === 0 ? '' : `?${parameters}`;
}
