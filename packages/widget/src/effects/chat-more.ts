import type { ChatState } from '../state/chat-state.ts';
import { FileSender, type FileSenderPorts } from './file-sender.ts';
import { HandoffChoices, type HandoffChoicesPorts } from './handoff-choices.ts';
import { QueueWatch } from './queue-watch.ts';

export interface ChatMorePorts extends Omit<HandoffChoicesPorts, 'api'>, Omit<FileSenderPorts, 'api'> {
  api: HandoffChoicesPorts['api'] & ConstructorParameters<typeof QueueWatch>[0];
  files: FileSenderPorts['api'];
  visible: () => boolean;
  subscribe: (listener: () => void) => () => void;
}

/** What a chat does that most conversations never need: a person, and files. */
export class ChatMore {
  /** What the customer decides about a person. */
  readonly choices: HandoffChoices;
  readonly files: FileSender;
  /** Where a file of a session is shown, `inline`, or downloaded from. */
  readonly fileAddress: (sessionId: string, fileId: string, inline: boolean) => string;
  readonly #queue: QueueWatch;
  readonly #state: () => ChatState;
  readonly #unsubscribe: () => void;

  constructor(ports: ChatMorePorts) {
    this.choices = new HandoffChoices(ports);
    this.files = new FileSender({ ...ports, api: ports.files });
    this.fileAddress = (...file) => ports.files.address(...file);
    this.#queue = new QueueWatch(ports.api, ports.dispatch, ports.visible);
    this.#state = ports.state;
    this.#unsubscribe = ports.subscribe(() => this.#look());
    this.#look();
  }

  stop(): void {
    this.#unsubscribe();
    this.files.stop();
    this.#queue.stop();
  }

  #look(): void {
    this.#queue.look(this.#state());
  }
}
