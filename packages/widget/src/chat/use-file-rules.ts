import { useSettings } from './context.ts';

export interface FileRules {
  /** Bytes of the largest that is taken. */
  limit: number;
  /** For a file input; undefined: any, the server says. */
  accept: string | undefined;
}

const DEFAULT_LIMIT = 10_485_760;

/** Which files the server takes; null: none. */
export function useFileRules(): FileRules | null {
  const settings = useSettings();
  if (settings === null) return { limit: DEFAULT_LIMIT, accept: undefined };
  if (!settings.attachments) return null;
  return { limit: settings.attachment_limit, accept: settings.attachment_types.join(',') };
}
