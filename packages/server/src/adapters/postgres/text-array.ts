/** Of `text`, and what an array begins with: dimensions, whether there are nulls, type, length, first index. */
const TEXT_OID = 25;
const HEADER_BYTES = 20;
const NULL_LENGTH = -1;
/** What a UTF-16 unit takes at most in UTF-8. */
const BYTES_PER_UNIT = 3;

/**
 * A `text[]` as PostgreSQL sends and takes it in binary. As text every quote of JSON in it is escaped here and there,
 * character by character: of a batch of messages that is more work than all the rest of its statement.
 */
export function textArray(values: readonly (string | null)[]): Buffer {
  let most = HEADER_BYTES;
  for (const value of values) most += 4 + (value?.length ?? 0) * BYTES_PER_UNIT;
  const bytes = Buffer.allocUnsafe(most);
  let end = HEADER_BYTES;
  let nulls = 0;
  for (const value of values) {
    if (value === null) {
      nulls = 1;
      end = bytes.writeInt32BE(NULL_LENGTH, end);
      continue;
    }
    // Text holds every character but NUL.
    const length = bytes.write(value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value, end + 4);
    bytes.writeInt32BE(length, end);
    end += 4 + length;
  }
  for (const [place, field] of [1, nulls, TEXT_OID, values.length, 1].entries())
    bytes.writeInt32BE(field, 4 * place);
  return bytes.subarray(0, end);
}
