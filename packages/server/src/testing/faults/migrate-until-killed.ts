import { argv, exit } from 'node:process';
import { migrate } from '../../adapters/sqlite/migrate.ts';
import { openConnection } from '../../adapters/sqlite/open-connection.ts';

/* Brings a database up to date as soon as its parent says so, and is killed meanwhile. */

const db = openConnection(argv[2] ?? '', 'write');
process.on('message', () => {
  migrate(db);
  db.close();
  exit(0);
});
process.send?.('ready');
