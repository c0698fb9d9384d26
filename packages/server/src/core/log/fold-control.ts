import type { HandoffEventData, MessageData, SessionMode } from '@baton/protocol';
import type { EventRecord } from './event-record.ts';

/** Who may speak in a session, as its log shows it to everybody: holders by name, never by id. */
export interface ShownControl {
  readonly mode: SessionMode;
  readonly epoch: number;
  readonly holder: HandoffEventData['holder'];
}

const INITIAL: ShownControl = { mode: 'auto', epoch: 0, holder: { kind: 'ai', name: null } };

/**
 * Control after the events of a log, in order: equal to what is stored (H1.4). The `custom` events from
 * `system` say it; a person's own message to a session that the AI holds takes control by itself (H2.2).
 */
export function foldControl(events: Iterable<EventRecord>): ShownControl {
  let control = INITIAL;
  for (const event of events) control = applyEvent(control, event);
  return control;
}

/** The same object when the event changes nothing. */
export function applyEvent(control: ShownControl, event: EventRecord): ShownControl {
  if (event.kind === 'custom' && event.source === 'system') return announced(event) ?? control;
  if (event.kind !== 'message' || event.source !== 'human_agent' || control.mode === 'manual') return control;
  return { mode: 'manual', epoch: control.epoch + 1, holder: writer(event) };
}

/** Whether a reader of the log learns from this event who may speak. */
export function tellsControl(event: EventRecord): boolean {
  if (event.kind === 'custom' && event.source === 'system') return announced(event) !== null;
  return event.kind === 'message' && event.source === 'human_agent';
}

/** Null for a custom event that does not tell of control. */
function announced(event: EventRecord): ShownControl | null {
  const data = JSON.parse(event.data) as Partial<HandoffEventData> | null;
  if (data?.mode === undefined || data.epoch === undefined || data.holder === undefined) return null;
  if (!/^(?:handoff|mode)\./.test(String(data.type))) return null;
  return { mode: data.mode, epoch: data.epoch, holder: data.holder };
}

/** The author that the server knows, else the participant as the sender named him; without an id he is outside. */
function writer(event: EventRecord): HandoffEventData['holder'] {
  const metadata = JSON.parse(event.metadata ?? '{}') as { author?: { name?: string } };
  if (typeof metadata.author?.name === 'string') return { kind: 'operator', name: metadata.author.name };
  const { participant } = JSON.parse(event.data) as MessageData;
  if (!participant.id) return { kind: 'external', name: null };
  return { kind: 'operator', name: participant.display_name };
}
