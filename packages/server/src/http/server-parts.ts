import type { FastifyInstance } from 'fastify';
import type { Analytics } from '../app/analytics/analytics.ts';
import type { App } from '../app/app.ts';
import type { BehaviourWriter } from '../app/behaviour/behaviour-writer.ts';
import type { Assistance } from '../app/assist/assistance.ts';
import type { EvaluationRunner } from '../app/behaviour/evaluation-runner.ts';
import type { ConsoleFeed } from '../app/feed/console-feed.ts';
import type { LiveConnections } from '../app/feed/live-connections.ts';
import type { FollowUps } from '../app/follow-ups/follow-ups.ts';
import type { Staff } from '../app/staff/staff.ts';
import type { LoadOf } from '../app/staff/staff-wire.ts';
import type { SessionResumer } from '../app/resume-session.ts';
import type { HandoffDesk } from '../app/handoff-desk.ts';
import type { ModerationLevel } from '../app/moderate-message.ts';
import type { AttachmentRules } from '../core/widget/shown-settings.ts';
import type { IdentityVerifier } from '../ports/identity-verifier.ts';
import type { ToolServices } from '../ports/tool-services.ts';
import type { Behaviours } from '../app/behaviour/behaviours.ts';
import type { UploadTimes } from './attachments/upload-bytes.ts';
import type { Credentials } from './access/credentials.ts';
import type { LongPollTimes } from './follow/long-poll.ts';
import type { Readers } from './follow/readers.ts';
import type { LoadMonitor } from './load/load-monitor.ts';
import type { Readiness } from './load/readiness.ts';
import { addRoute } from './route.ts';
import type { RouteSpec } from './route.ts';

/** What routes are made with. */
export interface ServerParts {
  readonly server: FastifyInstance;
  readonly app: App;
  readonly behaviours: Behaviours;
  /** Whatever changes behaviour does so in its turn. */
  readonly writer: BehaviourWriter;
  readonly evaluations: EvaluationRunner;
  readonly desk: HandoffDesk;
  readonly assistance: Assistance;
  readonly staff: Staff;
  readonly followUps: FollowUps;
  /** Chats and offers of an operator. */
  readonly loadOf: LoadOf;
  readonly feed: ConsoleFeed;
  readonly connections: LiveConnections;
  readonly analytics: Analytics;
  readonly toolServices: ToolServices;
  readonly credentials: Credentials;
  /** Null: customers are not known by a signed identity. */
  readonly identities: IdentityVerifier | null;
  readonly resumer: SessionResumer;
  readonly attachmentRules: AttachmentRules;
  /** How strictly customers' messages are moderated at least, whatever a request asks for. */
  readonly leastModeration: ModerationLevel;
  readonly readers: Readers;
  readonly load: LoadMonitor;
  readonly readiness: Readiness;
  readonly longPollTimes: LongPollTimes;
  readonly streamTimes: StreamTimes;
  readonly uploadTimes: UploadTimes;
  /** Identifies this process in health answers. */
  readonly instanceId: string;
}

/** Milliseconds. */
export interface StreamTimes {
  readonly heartbeat: number;
  readonly drainTimeout: number;
}

/** Adds a route with the server's credentials. */
export function route<B = undefined, Q = undefined>(parts: ServerParts, spec: RouteSpec<B, Q>): void {
  addRoute(parts.server, parts.credentials, spec, parts.load);
}
