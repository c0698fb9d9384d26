import type { AnalyticsStore } from './analytics-store.ts';
import type { AssistStore } from './assist-store.ts';
import type { AttachmentRecords } from './attachment-records.ts';
import type { BehaviourStore } from './behaviour-store.ts';
import type { ClusterStore } from './cluster-store.ts';
import type { DeskStore } from './desk-store.ts';
import type { DirectoryStore } from './directory-store.ts';
import type { RemoteChanges } from './remote-changes.ts';
import type { SessionStore } from './session-store.ts';
import type { TraceStore } from './trace-store.ts';
import type { WriteCounts } from './write-counts.ts';

/** Everything a server keeps, on one database. */
export interface Stores extends AsyncDisposable {
  readonly sessions: SessionStore;
  readonly directory: DirectoryStore;
  readonly behaviour: BehaviourStore;
  readonly traces: TraceStore;
  readonly desk: DeskStore;
  readonly attachmentRecords: AttachmentRecords;
  readonly assist: AssistStore;
  readonly analytics: AnalyticsStore;
  readonly cluster: ClusterStore;
  readonly remote: RemoteChanges;
  /** Writes of sessions at least: how far the store is behind. */
  readonly writes: WriteCounts;
}
