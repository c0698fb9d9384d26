import type { ContextPackage, Correction, KeyDetail } from '@baton/protocol';

/**
 * The package with what was put right in its place (H5.3). What stood there before stays beside it: in `before` of a
 * detail, for the other lines in `corrections`, whose `line` names where it stands now. A detail that was put right
 * to nothing keeps its place with an empty value.
 */
export function appliedPackage(made: ContextPackage): ContextPackage {
  let applied = made;
  const placed: Correction[] = [];
  for (const correction of made.corrections) {
    const index = detailIndex(correction.line);
    if (index === null) applied = applyToText(applied, correction);
    const found = index === null ? null : placeOf(applied.details, index, correction.before);
    if (found !== null) applied = { ...applied, details: withDetail(applied.details, found, correction) };
    placed.push(found === null ? correction : { ...correction, line: `details/${found}` });
  }
  return applied === made ? made : { ...applied, corrections: placed };
}

/** The text of one line as it holds now; undefined where there is no such line, null where nothing stands in it. */
export function textOfLine(applied: ContextPackage, line: string): string | null | undefined {
  switch (line) {
    case 'summary':
      return applied.summary;
    case 'intent':
      return applied.intent;
    case 'open_question':
      return applied.open_question?.text ?? null;
    default: {
      const index = detailIndex(line);
      const detail = index === null ? undefined : applied.details[index];
      return detail === undefined ? undefined : detail.value === '' ? null : detail.value;
    }
  }
}

function detailIndex(line: string): number | null {
  const match = /^details\/(0|[1-9]\d{0,2})$/.exec(line);
  return match === null ? null : Number(match[1]);
}

/** The newest correction of a line counts, whatever has been found out since. */
function applyToText(made: ContextPackage, { line, after }: Correction): ContextPackage {
  if (line === 'summary') return { ...made, summary: after ?? '' };
  if (line === 'intent') return { ...made, intent: after };
  if (line !== 'open_question') return made;
  const offset = made.open_question?.offset ?? made.transcript.to_offset;
  return { ...made, open_question: after === null ? null : { text: after, offset } };
}

/** A detail is known by its value: others may have come before it since it was put right. */
function placeOf(details: readonly KeyDetail[], index: number, before: string): number | null {
  if (details[index]?.value === before) return index;
  const found = details.findIndex(({ value }) => value === before);
  return found < 0 ? null : found;
}

function withDetail(details: readonly KeyDetail[], index: number, { after }: Correction): KeyDetail[] {
  return details.map((detail, at) => {
    if (at !== index) return detail;
    const { normal: _normal, ...rest } = detail;
    return { ...rest, value: after ?? '', before: detail.before ?? detail.value };
  });
}
