import { DatabaseSync } from 'node:sqlite';
import { migrate } from '../../adapters/sqlite/migrate.ts';
import { Random } from '../interleaving.ts';

/** An embedded store of so many sessions, with events of every length, some deleted, handoffs, and keys. */
export function fillStore(path: string, sessions: number, eventsEach: number): void {
  using db = new DatabaseSync(path);
  db.exec('PRAGMA journal_mode = WAL');
  migrate(db);
  const random = new Random(7);
  const session = db.prepare(
    `INSERT INTO session (id, agent_id, customer_id, created_at, metadata, labels, next_offset, last_customer_offset,
       last_message_offset, answered_offset) VALUES (?, 'agent', ?, ?, '{}', ?, ?, ?, ?, ?)`,
  );
  const event = db.prepare(
    `INSERT INTO event (session_key, offset, at, kind, source, trace_id, data, metadata, deleted)
       VALUES (?, ?, ?, 'message', ?, ?, ?, ?, ?)`,
  );
  const key = db.prepare(`INSERT INTO idempotency VALUES (?, ?, 'print', ?)`);
  const handoff = db.prepare(
    `INSERT INTO handoff (id, session_key, stage, open, waiting, priority, requested_at, ended_at, state)
       VALUES (?, ?, 'resolved', 0, 0, 0, ?, ?, '{"evidence":[{"trigger":"button"}]}')`,
  );
  const fact = db.prepare(`INSERT INTO handoff_fact VALUES (?, ?, '{"type":"requested"}')`);
  db.exec('BEGIN');
  for (let number = 0; number < sessions; number++) {
    // Neither in the order of time nor of what is typed: ids look like those of a server.
    const id = `${random.below(1 << 30).toString(36)}-${number}-ü`;
    const created = 1_767_600_000_000_000 + number * 1000;
    const labels = number % 3 === 0 ? ['vip', 'zwölf "€"'] : [];
    const last = eventsEach - 1;
    const row = session.run(
      id,
      `customer ${number % 50}`,
      created,
      JSON.stringify(labels),
      ...[eventsEach, last, last, number % 4 === 0 ? -1 : last],
    );
    const sessionKey = Number(row.lastInsertRowid);
    for (let offset = 0; offset < eventsEach; offset++) {
      const source = offset === last ? 'customer' : 'ai_agent';
      const message = `${offset} \u{1F600} ${'wort '.repeat(random.below(60))}`;
      const data = JSON.stringify({ message, participant: { id: null, display_name: 'Zoë' } });
      const deleted = random.below(50) === 0 ? 1 : 0;
      event.run(sessionKey, offset, created + offset, source, `${number}`, data, null, deleted);
    }
    key.run(sessionKey, `key ${number}`, 0);
    for (let n = 0; n < number % 3; n++) {
      const made = handoff.run(`${id} ${9 - n}`, sessionKey, created + n, created + n + 1);
      fact.run(Number(made.lastInsertRowid), 0);
    }
  }
  db.exec('COMMIT');
}
