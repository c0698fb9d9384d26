/** What a child program can be asked to do, by name: one input, one answer. */
export type Commands = Readonly<Record<string, (input: never) => unknown>>;

export interface CommandRequest {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

export interface CommandAnswer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** Makes this process answer its parent's commands until the parent lets go of it. */
export function answerCommands(commands: Commands): void {
  process.on('message', (request: CommandRequest) => {
    void answer(commands, request).then((result) => process.send?.(result));
  });
  process.once('disconnect', () => process.exit());
}

async function answer(commands: Commands, { id, name, input }: CommandRequest): Promise<CommandAnswer> {
  try {
    const command = commands[name];
    if (command === undefined) throw new Error(`there is no command '${name}'`);
    return { id, value: await command(input as never) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
