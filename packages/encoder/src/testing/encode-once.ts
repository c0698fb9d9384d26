import { openEncoder } from '../index.ts';

/* Encodes one text and prints by which model. */
await using encoder = await openEncoder();
const [vector] = await encoder.encode(['hello']);
process.stdout.write(`${encoder.id} ${vector?.length}`);
