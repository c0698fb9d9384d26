import type { FileRef } from './file.ts';

/** A file that the customer has chosen and not sent yet. */
export interface Upload {
  key: string;
  name: string;
  size: number;
  /** 0 to 1. */
  progress: number;
  /** Once it is stored. */
  file: FileRef | null;
  /** Why it is not. */
  refusal: UploadRefusal | null;
}

export type UploadRefusal = 'too-large' | 'unsupported' | 'full' | 'failed';
export type Uploads = readonly Upload[];

export type UploadAction =
  | { type: 'chosen-file'; upload: Upload }
  | { type: 'upload'; key: string; change: Partial<Upload> }
  | { type: 'upload-removed'; key: string };

/** As MOST_ATTACHMENTS of the protocol. */
export const MOST_FILES = 10;

export function reduceUploads(uploads: Uploads, action: UploadAction): Uploads {
  switch (action.type) {
    case 'chosen-file':
      return [...uploads, action.upload];
    case 'upload':
      return uploads.map((upload) => (upload.key === action.key ? { ...upload, ...action.change } : upload));
    case 'upload-removed':
      return uploads.filter(({ key }) => key !== action.key);
  }
}

/** Those that go with the next message. */
export function readyFiles(uploads: Uploads): FileRef[] {
  return uploads.flatMap(({ file }) => file ?? []);
}

/** Whether one is still on its way: the message waits for it. */
export function isUploading(uploads: Uploads): boolean {
  return uploads.some(({ file, refusal }) => file === null && refusal === null);
}
