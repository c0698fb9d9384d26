import { useRef } from 'react';
import { CommandList, CommandPalette } from '../features/palette/command-palette.tsx';
import type { Command } from '../features/palette/command.ts';
import type { PaletteProps } from './palette.tsx';
import { useCommands } from './use-commands.ts';

interface FilledPaletteProps extends PaletteProps {
  open: boolean;
  onClose: () => void;
}

/** The palette with all that it finds, which is gathered only while it is open. What is chosen is done when it is gone. */
export function FilledPalette({ open, onClose, ...rest }: FilledPaletteProps) {
  const chosen = useRef<Command | null>(null);
  function onChoose(command: Command): void {
    chosen.current = command;
    onClose();
  }
  function run(): void {
    const command = chosen.current;
    chosen.current = null;
    command?.run();
  }
  return (
    <CommandPalette open={open} onClose={onClose} onGone={run} givesBack={() => chosen.current === null}>
      <AllCommands {...rest} onChoose={onChoose} />
    </CommandPalette>
  );
}

function AllCommands({ onChoose, ...rest }: PaletteProps & { onChoose: (command: Command) => void }) {
  return <CommandList commands={useCommands(rest)} onChoose={onChoose} />;
}
