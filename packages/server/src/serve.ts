import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Analytics } from './app/analytics/analytics.ts';
import type { App } from './app/app.ts';
import type { Assistance } from './app/assist/assistance.ts';
import type { BehaviourWriter } from './app/behaviour/behaviour-writer.ts';
import type { Behaviours } from './app/behaviour/behaviours.ts';
import type { EvaluationRunner } from './app/behaviour/evaluation-runner.ts';
import type { Membership } from './app/cluster/join-cluster.ts';
import type { ConsoleFeed } from './app/feed/console-feed.ts';
import type { LiveConnections } from './app/feed/live-connections.ts';
import type { FollowUps } from './app/follow-ups/follow-ups.ts';
import { HandoffDesk } from './app/handoff-desk.ts';
import { SessionResumer } from './app/resume-session.ts';
import type { LoadOf } from './app/staff/staff-wire.ts';
import type { Staff } from './app/staff/staff.ts';
import type { Config } from './config.ts';
import { Credentials } from './http/access/credentials.ts';
import { UPLOAD_TIMES } from './http/attachments/upload-bytes.ts';
import type { UploadTimes } from './http/attachments/upload-bytes.ts';
import { createHttpServer } from './http/create-http-server.ts';
import type { ArrivalTimes } from './http/create-http-server.ts';
import { DEFAULT_LONG_POLL_TIMES } from './http/follow/long-poll.ts';
import type { LongPollTimes } from './http/follow/long-poll.ts';
import type { Readers } from './http/follow/readers.ts';
import { listen } from './http/listen.ts';
import type { LoadMonitor } from './http/load/load-monitor.ts';
import type { Readiness } from './http/load/readiness.ts';
import type { PageFolders } from './http/routes/pages.ts';
import type { StreamTimes } from './http/server-parts.ts';
import { packageVersion } from './package-version.ts';
import type { IdentityVerifier } from './ports/identity-verifier.ts';
import type { ToolServices } from './ports/tool-services.ts';

/** What a test or an embedding program may put in the place of the usual, of what listens. */
export interface ServingOptions {
  readonly pages: PageFolders;
  readonly longPollTimes?: LongPollTimes;
  readonly streamTimes?: StreamTimes;
  readonly uploadTimes?: UploadTimes;
  readonly arrivalTimes?: ArrivalTimes;
}

interface ServingParts {
  readonly app: App;
  readonly behaviours: Behaviours;
  readonly staff: Staff;
  readonly followUps: FollowUps;
  readonly evaluations: EvaluationRunner;
  readonly assistance: Assistance;
  readonly analytics: Analytics;
  readonly toolServices: ToolServices;
  readonly writer: BehaviourWriter;
  readonly feed: ConsoleFeed;
  readonly connections: LiveConnections;
  readonly loadOf: LoadOf;
  readonly readers: Readers;
  readonly load: LoadMonitor;
  readonly readiness: Readiness;
  readonly instanceId: string;
  readonly log: Logger;
}

const STREAM_TIMES: StreamTimes = { heartbeat: 20_000, drainTimeout: 30_000 };

/** Where it listens. It ends first: with everything else still there, for those who are under way. */
export async function serve(
  stack: AsyncDisposableStack,
  config: Config,
  options: ServingOptions,
  parts: ServingParts & { readonly membership: Membership | null },
): Promise<string> {
  const server = await createServer(config, options, parts);
  stack.defer(async () => {
    await parts.membership?.node.drain();
    await parts.readiness.drain(config.traffic.drainSeconds);
    await parts.readers.endAll();
    await server.close();
  });
  return listen(server, config);
}

async function createServer(
  config: Config,
  options: ServingOptions,
  parts: ServingParts,
): ReturnType<typeof createHttpServer> {
  const { app, log } = parts;
  const secret = await app.directory.ensureSetting('token-secret', randomBytes(32).toString('base64url'));
  return createHttpServer(
    {
      ...parts,
      desk: new HandoffDesk(app),
      credentials: new Credentials(config.apiKeys, secret),
      identities: await openIdentities(config),
      resumer: new SessionResumer(app, config.resumeDays),
      attachmentRules: config.attachments,
      leastModeration: config.leastModeration,
      longPollTimes: options.longPollTimes ?? DEFAULT_LONG_POLL_TIMES,
      streamTimes: options.streamTimes ?? STREAM_TIMES,
      uploadTimes: options.uploadTimes ?? UPLOAD_TIMES,
    },
    {
      log,
      bodyLimit: config.bodyLimit,
      allowedOrigins: config.allowedOrigins,
      trustProxy: config.trustProxy,
      connections: {
        most: config.traffic.connections,
        // Behind a proxy all of them come from one address.
        perAddress: config.trustProxy ? Infinity : config.traffic.connectionsPerAddress,
      },
      version: packageVersion(),
      pages: options.pages,
      ...(options.arrivalTimes !== undefined && { times: options.arrivalTimes }),
    },
  );
}

/** Read when it is needed: most servers know nobody by a signed identity. */
async function openIdentities({ identity }: Config): Promise<IdentityVerifier | null> {
  if (identity === null) return null;
  const { JwtIdentityVerifier } = await import('./adapters/identity/jwt-identity-verifier.ts');
  return new JwtIdentityVerifier(identity);
}
