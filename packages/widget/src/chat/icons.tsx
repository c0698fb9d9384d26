import type { VNode } from 'preact';

export function icon(path: string): () => VNode {
  return () => (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  );
}

export const SendIcon = icon('M12 19V5M5.5 11.5 12 5l6.5 6.5');
export const DownIcon = icon('M12 5v14M5.5 12.5 12 19l6.5-6.5');
export const CloseIcon = icon('M6 6l12 12M18 6 6 18');
export const SparkIcon = icon(
  'M12 3.5c.6 4.8 3.2 7.6 8 8.5-4.8.9-7.4 3.7-8 8.5-.6-4.8-3.2-7.6-8-8.5 4.8-.9 7.4-3.7 8-8.5',
);
export const PersonIcon = icon(
  'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 20.5c.8-3.6 3.7-5.5 7.5-5.5s6.700 1.9 7.500 5.500',
);
export const FileIcon = icon(
  'M13.5 3.5H7a1.5 1.5 0 0 0-1.5 1.5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8.5zM13.5 3.5v5h5',
);
export const AttachIcon = icon(
  'M19.5 11.5l-7.8 7.8a4.8 4.8 0 0 1-6.8-6.8l8.2-8.2a3.2 3.2 0 0 1 4.5 4.5l-8.1 8.2a1.6 1.6 0 0 1-2.3-2.3l7.3-7.3',
);
export const MoreIcon = icon('M5.5 11.5v1M5 12h1M12 11.5v1M11.5 12h1M18.5 11.5v1M18 12h1');
