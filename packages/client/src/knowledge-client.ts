import type {
  ActAs,
  Article,
  Candidate,
  CandidateReplay,
  CandidateState,
  CannedReply,
  CreateArticle,
  CreateCannedReply,
  FoundArticle,
  ImportArticles,
  ImportedArticles,
  ProposeCandidate,
  UpdateArticle,
  UpdateCandidate,
  UpdateCannedReply,
} from '@baton/protocol';
import { withQuery } from './search-params.ts';
import { connectionOf, sendRequest } from './send-request.ts';
import type { Connection, ConnectionOptions } from './send-request.ts';

export interface ArticleListQuery {
  /** Only those for this agent. */
  agent_id?: string | undefined;
}

export interface ArticleSearchQuery {
  query: string;
  agent_id?: string | undefined;
  /** 1 to 20; default 5. */
  limit?: number | undefined;
}

export interface CannedReplyListQuery {
  /** Those that this department's operators are shown. */
  department?: string | undefined;
}

export interface CandidateListQuery {
  state?: CandidateState | undefined;
  agent_id?: string | undefined;
}

/** Articles, operators' own canned replies, and what the AI may learn. Every refusal is thrown as a RequestError. */
export class KnowledgeClient {
  readonly #connection: Connection;

  constructor(options: ConnectionOptions) {
    this.#connection = connectionOf(options);
  }

  listArticles(query: ArticleListQuery = {}): Promise<Article[]> {
    return this.#json('GET', withQuery('/articles', query));
  }

  readArticle(id: string): Promise<Article> {
    return this.#json('GET', articlePath(id));
  }

  createArticle(body: CreateArticle): Promise<Article> {
    return this.#json('POST', '/articles', body);
  }

  updateArticle(id: string, body: UpdateArticle): Promise<Article> {
    return this.#json('PATCH', articlePath(id), body);
  }

  async deleteArticle(id: string): Promise<void> {
    await sendRequest(this.#connection, 'DELETE', articlePath(id));
  }

  importArticles(body: ImportArticles): Promise<ImportedArticles> {
    return this.#json('POST', '/articles/import', body);
  }

  /** Best first. */
  searchArticles(query: ArticleSearchQuery): Promise<FoundArticle[]> {
    return this.#json('GET', withQuery('/articles/search', query));
  }

  listCannedReplies(query: CannedReplyListQuery = {}): Promise<CannedReply[]> {
    return this.#json('GET', withQuery('/canned-replies', query));
  }

  createCannedReply(body: CreateCannedReply): Promise<CannedReply> {
    return this.#json('POST', '/canned-replies', body);
  }

  updateCannedReply(id: string, body: UpdateCannedReply): Promise<CannedReply> {
    return this.#json('PATCH', `/canned-replies/${encodeURIComponent(id)}`, body);
  }

  async deleteCannedReply(id: string): Promise<void> {
    await sendRequest(this.#connection, 'DELETE', `/canned-replies/${encodeURIComponent(id)}`);
  }

  /** Newest first. */
  listCandidates(query: CandidateListQuery = {}): Promise<Candidate[]> {
    return this.#json('GET', withQuery('/candidates', query));
  }

  proposeCandidate(body: ProposeCandidate): Promise<Candidate> {
    return this.#json('POST', '/candidates', body);
  }

  updateCandidate(id: string, body: UpdateCandidate): Promise<Candidate> {
    return this.#json('PATCH', candidatePath(id), body);
  }

  /** What approval would change, over past questions. */
  replayCandidate(id: string): Promise<CandidateReplay> {
    return this.#json('POST', `${candidatePath(id)}/replay`, {});
  }

  approveCandidate(id: string, body: ActAs = {}): Promise<Candidate> {
    return this.#json('POST', `${candidatePath(id)}/approve`, body);
  }

  rejectCandidate(id: string, body: ActAs = {}): Promise<Candidate> {
    return this.#json('POST', `${candidatePath(id)}/reject`, body);
  }

  /** Takes back what approval made. */
  undoCandidate(id: string, body: ActAs = {}): Promise<Candidate> {
    return this.#json('POST', `${candidatePath(id)}/undo`, body);
  }

  async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
    return (await (await sendRequest(this.#connection, method, path, body)).json()) as T;
  }
}

function articlePath(id: string): string {
  return `/articles/${encodeURIComponent(id)}`;
}

function candidatePath(id: string): string {
  return `/candidates/${encodeURIComponent(id)}`;
}
