/** Longer ones are cut in the middle of the stem, so that the ending stays. */
const LONGEST = 120;
/** Control characters, what turns the direction of text around, what is not seen, and half a pair. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cn}\p{Co}\ufffd]/gu;
/** What some file system keeps for itself. */
const UNFIT = /[<>:"|?*]/g;
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:\.|$)/i;

/** The endings that tell of a type; the first is given to a name that has none of them. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jfif', 'jpe'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/heic': ['heic', 'heif'],
  'application/pdf': ['pdf'],
  'text/plain': ['txt', 'log', 'md', 'text', 'json', 'yaml', 'yml', 'ini', 'tsv', 'ics', 'vcf', 'eml'],
  'text/csv': ['csv'],
  'application/zip': ['zip'],
  'audio/mpeg': ['mp3'],
  'audio/ogg': ['ogg', 'oga', 'opus'],
  'video/mp4': ['mp4', 'm4v'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
};
/** Kinds of document that are archives themselves, and told as no more than that. */
const ARCHIVES = new Set(['docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'epub', 'kmz']);

/**
 * The name under which a file is shown and saved: no path, nothing unseen, nothing a file system takes for its own,
 * and an ending that tells what it is by its content, so that what was called `invoice.pdf.html` opens as no page.
 */
export function cleanName(given: string, type: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const seen = last.replace(UNSEEN, '').replace(UNFIT, '_').replace(/\s+/g, ' ');
  const bare = seen.replace(/^[. ]+|[. ]+$/g, '');
  const named = bare === '' ? 'file' : DEVICES.test(bare) ? `_${bare}` : bare;
  return cut(withEnding(named, type));
}

/** What follows the last dot, in small letters; '' for none. */
export function endingOf(name: string): string {
  return /\.([^.]{1,12})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

function withEnding(name: string, type: string): string {
  const endings = ENDINGS[type];
  const ending = endingOf(name);
  if (endings === undefined || endings.includes(ending)) return name;
  if (type === 'application/zip' && ARCHIVES.has(ending)) return name;
  return `${name}.${endings[0] ?? ''}`;
}

function cut(name: string): string {
  const letters = [...name];
  if (letters.length <= LONGEST) return name;
  const ending = endingOf(name);
  const tail = ending === '' ? '' : `.${ending}`;
  return `${letters.slice(0, LONGEST - tail.length - 1).join('')}…${tail}`;
}
