import type { CompositionMode, MessageOutputMode } from '@baton/protocol';

/** An agent as kept by the store. Times are microseconds since 1970. */
export interface AgentRecord {
  readonly id: string;
  readonly createdAt: number;
  readonly name: string;
  readonly description: string | null;
  readonly maxEngineIterations: number;
  readonly compositionMode: CompositionMode;
  readonly messageOutputMode: MessageOutputMode;
  readonly tags: readonly string[];
}

export interface CustomerRecord {
  readonly id: string;
  readonly createdAt: number;
  readonly name: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
}

export interface TagRecord {
  readonly id: string;
  readonly createdAt: number;
  readonly name: string;
}

export interface CustomerQuery {
  readonly sort: 'asc' | 'desc';
  readonly limit: number;
  readonly after?: { readonly createdAt: number; readonly id: string };
}

/** Port: the records sessions refer to. `create…` answers false when the id (for tags: the name) is taken. */
export interface DirectoryStore {
  createAgent(agent: AgentRecord): Promise<boolean>;
  /** Writes the agent whether or not it exists. */
  putAgent(agent: AgentRecord): Promise<void>;
  readAgent(id: string): Promise<AgentRecord | null>;
  listAgents(): Promise<AgentRecord[]>;
  deleteAgent(id: string): Promise<boolean>;

  createCustomer(customer: CustomerRecord): Promise<boolean>;
  putCustomer(customer: CustomerRecord): Promise<void>;
  readCustomer(id: string): Promise<CustomerRecord | null>;
  /** As of a moment ago, for who may name him as he was then; undefined when that is not known without a question. */
  recallCustomer?(id: string): CustomerRecord | null | undefined;
  listCustomers(query: CustomerQuery): Promise<CustomerRecord[]>;
  countCustomers(): Promise<number>;
  deleteCustomer(id: string): Promise<boolean>;

  createTag(tag: TagRecord): Promise<boolean>;
  /** False when another tag has that name. */
  renameTag(id: string, name: string): Promise<boolean>;
  readTag(id: string): Promise<TagRecord | null>;
  listTags(name?: string): Promise<TagRecord[]>;
  deleteTag(id: string): Promise<boolean>;

  /** A value the server keeps for itself, e.g. the secret that signs session tokens. */
  readSetting(name: string): Promise<string | null>;
  /** Sets it only if it is not set; answers what stands. */
  ensureSetting(name: string, value: string): Promise<string>;
}
