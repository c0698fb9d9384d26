import { parentPort, workerData } from 'node:worker_threads';
import type { TextAnalysis } from '../../ports/text-analyser.ts';
import { loadLibraryFinders } from '../extract/library-finders.ts';
import { EldIdentifier } from '../language/eld-identifier.ts';
import type { TextThreadData, TextThreadRequest } from './text-thread-messages.ts';

/* The thread's entry: the libraries, 50 MB and a third of a second, are loaded here and beside everything else. */

const port = parentPort;
if (port === null) throw new Error('the text thread runs in a worker');
const { country, languages } = workerData as TextThreadData;

const eld = new EldIdentifier();
const [finders] = await Promise.all([
  loadLibraryFinders({ country, languages, now: () => new Date() }),
  eld.load(),
]);

port.on('message', ({ id, texts }: TextThreadRequest) => {
  const analysis: TextAnalysis = {
    language: eld.identifier?.(texts.join('\n'), languages) ?? null,
    details: texts.map((text) => finders.flatMap((find) => find(text))),
  };
  port.postMessage({ id, analysis });
});
