import { lstat, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface MarkdownFile {
  /** Below the folder, with `/` on every system. */
  readonly path: string;
  readonly text: string;
}

export interface MarkdownFolder {
  readonly files: readonly MarkdownFile[];
  /** What was not read, and why. */
  readonly skipped: readonly { readonly path: string; readonly why: string }[];
}

const MOST_FILES = 5000;
const DEEPEST = 20;
const MOST_ENTRIES = 100_000;
/** A little more than the server takes of one, in the widest letters. */
const LARGEST_FILE = 800_000;
const LONGEST_TEXT = 200_000;
const MARKDOWN = /\.(?:md|markdown)$/i;
/** Tab and line ends apart. */
const CONTROLS = /(?![\t\n\r])[\p{Cc}--[\u0080-\u009f]]/gv;

/** The folder has more than is taken, or is none. */
export class FolderError extends Error {}

/**
 * All Markdown files of a folder and the folders in it, in the order of their names. Links are not followed, whatever
 * they lead to; hidden files and folders, and `node_modules`, are left out.
 */
export async function readMarkdownFolder(folder: string): Promise<MarkdownFolder> {
  const paths: string[] = [];
  const skipped: { path: string; why: string }[] = [];
  let entries = 0;
  const walk = async (below: string, depth: number): Promise<void> => {
    const found = await readdir(join(folder, below), { withFileTypes: true });
    for (const entry of found.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      entries += 1;
      if (entries > MOST_ENTRIES) throw new FolderError(`${folder} holds more than ${MOST_ENTRIES} files.`);
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isSymbolicLink()) {
        if (MARKDOWN.test(entry.name)) skipped.push({ path, why: 'it is a link' });
      } else if (entry.isDirectory()) {
        if (depth >= DEEPEST) skipped.push({ path, why: `it lies more than ${DEEPEST} folders deep` });
        else await walk(path, depth + 1);
      } else if (entry.isFile() && MARKDOWN.test(entry.name)) paths.push(path);
      if (paths.length > MOST_FILES)
        throw new FolderError(`${folder} holds more than ${MOST_FILES} Markdown files.`);
    }
  };
  await walk('', 0);
  const files: MarkdownFile[] = [];
  for (const path of paths) {
    const read = await readText(join(folder, path));
    if (read.type === 'text') files.push({ path, text: read.text });
    else skipped.push({ path, why: read.why });
  }
  return { files, skipped };
}

async function readText(
  path: string,
): Promise<
  { readonly type: 'text'; readonly text: string } | { readonly type: 'skipped'; readonly why: string }
> {
  const { size } = await lstat(path);
  const long = { type: 'skipped', why: `it has more than ${LONGEST_TEXT} characters` } as const;
  if (size > LARGEST_FILE) return long;
  const bytes = await readFile(path);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { type: 'skipped', why: 'it is not UTF-8' };
  }
  return text.length > LONGEST_TEXT ? long : { type: 'text', text: text.replace(CONTROLS, ' ') };
}
