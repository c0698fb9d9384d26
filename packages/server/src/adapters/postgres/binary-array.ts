/** An array begins with: dimensions, whether there are nulls, type, length, first index. */
const TEXT_OID = 25;
const BIGINT_OID = 20;
const HEADER_BYTES = 20;
const NULL_LENGTH = -1;
/** What a UTF-16 unit takes at most in UTF-8. */
const BYTES_PER_UNIT = 3;
const BIGINT_BYTES = 8;
const HALF = 2 ** 32;

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
  writeHeader(bytes, { nulls, oid: TEXT_OID, length: values.length });
  return bytes.subarray(0, end);
}

/** A `bigint[]` of integers that numbers hold exactly. */
export function bigintArray(values: readonly (number | null)[]): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + values.length * (4 + BIGINT_BYTES));
  let end = HEADER_BYTES;
  let nulls = 0;
  for (const value of values) {
    if (value === null) {
      nulls = 1;
      end = bytes.writeInt32BE(NULL_LENGTH, end);
      continue;
    }
    const high = Math.floor(value / HALF);
    end = bytes.writeInt32BE(BIGINT_BYTES, end);
    end = bytes.writeInt32BE(high, end);
    end = bytes.writeUInt32BE(value - high * HALF, end);
  }
  writeHeader(bytes, { nulls, oid: BIGINT_OID, length: values.length });
  return bytes.subarray(0, end);
}

function writeHeader(
  bytes: Buffer,
  { nulls, oid, length }: { readonly nulls: number; readonly oid: number; readonly length: number },
): void {
  bytes.writeInt32BE(1, 0);
  bytes.writeInt32BE(nulls, 4);
  bytes.writeInt32BE(oid, 8);
  bytes.writeInt32BE(length, 12);
  bytes.writeInt32BE(1, 16);
}
