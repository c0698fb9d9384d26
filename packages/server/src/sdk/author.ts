import type { CompositionMode, MessageOutputMode } from '@baton/protocol';
import { GUEST_ID, findCustomer } from '../app/find-customer.ts';
import { contentId } from '../core/content-id.ts';
import type { EngineHooks, PreamblePolicy, TriggerThresholds } from '../engine/binding.ts';
import type { TagRecord } from '../ports/directory-store.ts';
import { Agent } from './agent.ts';
import type { AuthorParts } from './author-parts.ts';
import { CannedResponse, createCannedResponse } from './canned-response.ts';
import type { CannedResponseOptions } from './canned-response.ts';
import { requireId, requireText } from './check-text.ts';
import { Customer } from './customer.ts';
import { Guideline } from './guideline.ts';
import { createJourney, findJourney } from './journey.ts';
import type { Journey, JourneyOptions } from './journey.ts';
import { Session } from './session.ts';
import { Tag, tagIds } from './tag.ts';
import type { TagLike } from './tag.ts';

export interface CreateAgentOptions {
  readonly name: string;
  /** Who the agent is and what for: read by the AI. */
  readonly description?: string;
  /** Default: made from the name, so that the same code keeps its sessions after a restart. */
  readonly id?: string;
  readonly compositionMode?: CompositionMode;
  readonly messageOutputMode?: MessageOutputMode;
  readonly maxEngineIterations?: number;
  readonly tags?: readonly TagLike[];
  readonly preamble?: PreamblePolicy;
  readonly triggerThresholds?: TriggerThresholds;
  readonly hooks?: EngineHooks;
}

export interface CreateCustomerOptions {
  readonly name: string;
  /**
   * Default: made from the name, so that the same code finds him again after a restart. Give it for customers
   * that your own system knows: two people may have one name.
   */
  readonly id?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly tags?: readonly TagLike[];
}

const DEFAULT_MOST_ITERATIONS = 3;
const LONGEST_NAME = 100;
/** Customers read at once. */
const PAGE = 500;

/** What a function that writes agents is given: a server, before or after it has started. */
export type AgentAuthor = Pick<Author, keyof Author>;

/** Writes agents, and what is not any single agent's. */
export class Author {
  readonly #parts: AuthorParts;
  readonly #customers: Set<string>;

  /** `customers`: ids of those this process has created already. */
  constructor(parts: AuthorParts, customers: Set<string> = new Set()) {
    this.#parts = parts;
    this.#customers = customers;
  }

  /**
   * Creates an agent, or takes up the one that an earlier run of the same code left in the store. Throws when
   * this process has already created one with the same id: two agents of one name need ids of their own.
   */
  async createAgent(options: CreateAgentOptions): Promise<Agent> {
    const { app, behaviours } = this.#parts;
    requireName(options.name);
    if (options.id !== undefined) requireId(options.id);
    const { maxEngineIterations = DEFAULT_MOST_ITERATIONS } = options;
    if (!Number.isInteger(maxEngineIterations) || maxEngineIterations < 1) {
      throw new RangeError(`maxEngineIterations is a whole number from 1 on, not ${maxEngineIterations}`);
    }
    const id = options.id ?? contentId('agent', options.name);
    if (!behaviours.defineAgent(id)) throw taken('agent', id, options.name);
    const earlier = await app.directory.readAgent(id);
    await app.directory.putAgent({
      id,
      createdAt: earlier?.createdAt ?? app.clock.now(),
      name: options.name,
      description: options.description ?? null,
      maxEngineIterations,
      compositionMode: options.compositionMode ?? 'canned_fluid',
      messageOutputMode: options.messageOutputMode ?? 'block',
      tags: tagIds(options.tags),
    });
    const agent = new Agent(this.#parts, { id, name: options.name });
    if (options.preamble !== undefined) agent.setPreamble(options.preamble);
    if (options.triggerThresholds !== undefined) agent.setTriggerThresholds(options.triggerThresholds);
    if (options.hooks !== undefined) agent.attachHooks(options.hooks);
    return agent;
  }

  /** Those of code and those made over REST. */
  async listAgents(): Promise<Agent[]> {
    const records = await this.#parts.app.directory.listAgents();
    return records.map((record) => new Agent(this.#parts, record));
  }

  /** The oldest agent of this name. */
  async findAgent(name: string): Promise<Agent | null> {
    return (await this.listAgents()).find((agent) => agent.name === name) ?? null;
  }

  async getAgent(id: string): Promise<Agent> {
    const record = await this.#parts.app.directory.readAgent(id);
    return new Agent(this.#parts, found('agent', id, record));
  }

  /**
   * Creates a customer, or takes up the one that an earlier run of the same code left in the store. Throws when
   * this process has already created one with the same id.
   */
  async createCustomer(options: CreateCustomerOptions): Promise<Customer> {
    const { app } = this.#parts;
    requireName(options.name);
    if (options.id !== undefined) requireId(options.id);
    const id = options.id ?? contentId('customer', options.name);
    if (id === GUEST_ID || this.#customers.has(id)) throw taken('customer', id, options.name);
    this.#customers.add(id);
    const earlier = await app.directory.readCustomer(id);
    const record = {
      id,
      createdAt: earlier?.createdAt ?? app.clock.now(),
      name: options.name,
      metadata: { ...options.metadata },
      tags: tagIds(options.tags),
    };
    await app.directory.putCustomer(record);
    return new Customer(record);
  }

  /** All customers, oldest first, the guest not among them. */
  async *listCustomers(): AsyncGenerator<Customer, void, void> {
    const { directory } = this.#parts.app;
    let page = await directory.listCustomers({ sort: 'asc', limit: PAGE });
    while (page.length > 0) {
      for (const record of page) yield new Customer(record);
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      const after = { createdAt: last.createdAt, id: last.id };
      page = await directory.listCustomers({ sort: 'asc', limit: PAGE, after });
    }
  }

  /** The oldest customer of this name. */
  async findCustomer(name: string): Promise<Customer | null> {
    for await (const customer of this.listCustomers()) if (customer.name === name) return customer;
    return null;
  }

  async getCustomer(id: string): Promise<Customer> {
    const { directory } = this.#parts.app;
    if (id === GUEST_ID) return new Customer(await findCustomer(directory, id));
    return new Customer(found('customer', id, await directory.readCustomer(id)));
  }

  /** The tag of this name, made when there is none. */
  async createTag(name: string): Promise<Tag> {
    const { app } = this.#parts;
    requireText('name', name);
    const tag: TagRecord = { id: contentId('tag', name), createdAt: app.clock.now(), name };
    // One that this made before and that was given another name since is still the same tag.
    const earlier = (await app.directory.listTags(name))[0] ?? (await app.directory.readTag(tag.id));
    if (earlier !== null) return this.#tag(earlier);
    if (await app.directory.createTag(tag)) return this.#tag(tag);
    return found('tag', name, await this.findTag(name));
  }

  async listTags(): Promise<Tag[]> {
    return (await this.#parts.app.directory.listTags()).map((record) => this.#tag(record));
  }

  async findTag(name: string): Promise<Tag | null> {
    const [record] = await this.#parts.app.directory.listTags(name);
    return record === undefined ? null : this.#tag(record);
  }

  async getTag(id: string): Promise<Tag> {
    return this.#tag(found('tag', id, await this.#parts.app.directory.readTag(id)));
  }

  /** A journey of every agent, until it is attached to one. */
  async createJourney(options: JourneyOptions): Promise<Journey> {
    return createJourney(this.#parts, null, options);
  }

  /** Those of code and those made over REST, which cannot be changed with it. */
  async listJourneys(): Promise<Journey[]> {
    const records = this.#parts.behaviours.list('journey');
    return records.flatMap(({ id }) => findJourney(this.#parts, id) ?? []);
  }

  /** The oldest journey of this title. */
  async findJourney(title: string): Promise<Journey | null> {
    return (await this.listJourneys()).find((journey) => journey.record.title === title) ?? null;
  }

  async getJourney(id: string): Promise<Journey> {
    return found('journey', id, findJourney(this.#parts, id));
  }

  /** Those of code and those made over REST. */
  async listGuidelines(): Promise<Guideline[]> {
    return this.#parts.behaviours.list('guideline').map(({ id }) => new Guideline(this.#parts, id));
  }

  async getGuideline(id: string): Promise<Guideline> {
    const record = found('guideline', id, this.#parts.behaviours.get('guideline', id));
    return new Guideline(this.#parts, record.id);
  }

  /** A reply written ahead, offered in the answers of every agent. */
  async createCannedResponse(template: string, options?: CannedResponseOptions): Promise<CannedResponse> {
    return createCannedResponse(this.#parts, [], template, options);
  }

  async listCannedResponses(): Promise<CannedResponse[]> {
    return this.#parts.behaviours
      .list('canned_response')
      .map(({ id }) => new CannedResponse(this.#parts, id));
  }

  /** The oldest with this template. */
  async findCannedResponse(template: string): Promise<CannedResponse | null> {
    const all = this.#parts.behaviours.list('canned_response');
    const record = all.find(({ value }) => value === template);
    return record === undefined ? null : new CannedResponse(this.#parts, record.id);
  }

  async getCannedResponse(id: string): Promise<CannedResponse> {
    const record = found('canned response', id, this.#parts.behaviours.get('canned_response', id));
    return new CannedResponse(this.#parts, record.id);
  }

  async getSession(id: string): Promise<Session> {
    const { app } = this.#parts;
    return new Session(app, found('session', id, await app.sessions.readSession(id)).id);
  }

  #tag({ id, name }: TagRecord): Tag {
    return new Tag(this.#parts, id, name);
  }
}

function requireName(name: string): void {
  requireText('name', name);
  if (name.length > LONGEST_NAME) throw new TypeError(`A name has at most ${LONGEST_NAME} characters`);
}

function taken(what: string, id: string, name: string): Error {
  return new Error(`There is a ${what} with the id ${id} already: give the second ${name} an id of its own`);
}

function found<T>(what: string, id: string, record: T | null): T {
  if (record === null) throw new Error(`There is no ${what} ${id}`);
  return record;
}
