import type { VNode } from 'preact';

function icon(path: string): () => VNode {
  return () => (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  );
}

export const SendIcon = icon('M12 19V5M5.5 11.5 12 5l6.5 6.5');
export const NewIcon = icon(
  'M12 20h8M14.2 5.6l4.2 4.2M4 20l1-4.6L15.4 5a2 2 0 0 1 2.8 0l.8.8a2 2 0 0 1 0 2.8L8.6 19z',
);
export const DownIcon = icon('M12 5v14M5.5 12.5 12 19l6.5-6.5');
export const FoldIcon = icon('M5.5 9.5 12 16l6.5-6.5');
export const CloseIcon = icon('M6 6l12 12M18 6 6 18');
export const ClockIcon = icon('M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18');
export const PhoneIcon = icon(
  'M6.2 3.8h2.6l1.6 4-2 1.6a12 12 0 0 0 6.2 6.2l1.6-2 4 1.6v2.6a2 2 0 0 1-2.2 2A16.4 16.4 0 0 1 4.2 6a2 2 0 0 1 2-2.2',
);
export const MailIcon = icon('M4.5 6h15v12h-15zM4.5 7.5 12 13l7.5-5.5');
export const SparkIcon = icon(
  'M12 3.5c.6 4.8 3.2 7.6 8 8.5-4.8.9-7.4 3.7-8 8.5-.6-4.8-3.2-7.6-8-8.5 4.8-.9 7.4-3.7 8-8.5',
);
export const StarIcon = icon('M12 3.8l2.5 5.2 5.7.8-4.1 4 1 5.6-5.1-2.7-5.1 2.7 1-5.6-4.1-4 5.7-.8z');
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
export const SaveIcon = icon('M12 4v11M7 10.5l5 4.5 5-4.5M5 19.5h14');
