import { findTransferPromise } from '../../core/nlp/transfer-promise/find-transfer-promise.ts';
import type { MessageChecker } from '../../ports/engine-stages.ts';

/** Finds promises of a person by rules, in eight languages. */
export class EmbeddedMessageChecker implements MessageChecker {
  async findTransferPromise(text: string): Promise<{ readonly quote: string } | null> {
    const quote = findTransferPromise(text);
    return quote === null ? null : { quote };
  }
}
