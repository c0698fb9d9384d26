import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useMoreMessages } from './use-more-messages.ts';

/** Lets files be dropped onto the element that it is in. */
export function DropTarget({ onFiles }: { onFiles: (files: FileList) => void }): VNode {
  const words = useMoreMessages();
  // It is drawn when the first thing is dragged in, which may be files.
  const [over, setOver] = useState(true);
  const overlayRef = useRef<HTMLDivElement>(null);
  const takeRef = useRef(onFiles);
  useEffect(() => {
    takeRef.current = onFiles;
  }, [onFiles]);
  useLayoutEffect(() => {
    const target = overlayRef.current?.parentElement;
    const stop = new AbortController();
    const { signal } = stop;
    const hold = (event: DragEvent): boolean => {
      const files = event.dataTransfer?.types.includes('Files') === true;
      if (files) event.preventDefault();
      return files;
    };
    target?.addEventListener('dragover', (event) => setOver(hold(event)), { signal });
    target?.addEventListener(
      'dragleave',
      ({ relatedTarget }) => target.contains(relatedTarget as Node | null) || setOver(false),
      { signal },
    );
    target?.addEventListener(
      'drop',
      (event) => {
        setOver(false);
        if (hold(event) && event.dataTransfer !== null) takeRef.current(event.dataTransfer.files);
      },
      { signal },
    );
    return () => stop.abort();
  }, []);
  return (
    <div ref={overlayRef} class="drop" hidden={!over} aria-hidden="true">
      {words.dropFiles}
    </div>
  );
}
