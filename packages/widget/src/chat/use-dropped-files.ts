import { useState } from 'preact/hooks';

interface DropTarget {
  /** Files hang over it now. */
  over: boolean;
  handlers: {
    onDragOver: (event: DragEvent) => void;
    onDragLeave: (event: DragEvent) => void;
    onDrop: (event: DragEvent) => void;
  };
}

/** An element onto which files may be dropped; `null`: none are taken, and the page does with them what it does. */
export function useDroppedFiles(onFiles: ((files: FileList) => void) | null): DropTarget {
  const [over, setOver] = useState(false);
  const hold = (event: DragEvent): boolean => {
    const files = onFiles !== null && event.dataTransfer?.types.includes('Files') === true;
    if (files) event.preventDefault();
    return files;
  };
  return {
    over,
    handlers: {
      onDragOver: (event) => setOver(hold(event)),
      onDragLeave: (event) => {
        const inside = (event.currentTarget as Node).contains(event.relatedTarget as Node | null);
        if (!inside) setOver(false);
      },
      onDrop: (event) => {
        setOver(false);
        if (hold(event) && event.dataTransfer !== null) onFiles?.(event.dataTransfer.files);
      },
    },
  };
}
