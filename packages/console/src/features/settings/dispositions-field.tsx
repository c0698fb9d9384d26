import { useState } from 'react';
import { dispositionLines, readDispositions } from '../../lib/dispositions.ts';
import { TextLines } from './form-parts.tsx';

interface DispositionsFieldProps {
  label: string;
  hint: string | undefined;
  fault: string | undefined;
  chosen: readonly string[];
  onChosen: (chosen: string[]) => void;
}

/** What operators choose from when they resolve, one a line. */
export function DispositionsField({ label, hint, fault, chosen, onChosen }: DispositionsFieldProps) {
  // What is being written has empty lines, which are no dispositions.
  const [lines, setLines] = useState(() => dispositionLines(chosen));
  return (
    <TextLines
      label={label}
      hint={hint}
      fault={fault}
      value={lines}
      rows={Math.min(12, lines.split('\n').length + 1)}
      maxLength={4000}
      onText={(text) => {
        setLines(text);
        onChosen(readDispositions(text));
      }}
    />
  );
}
