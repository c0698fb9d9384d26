/** A field of a protobuf message as it stands on the wire. */
export interface Field {
  readonly number: number;
  /** 0: a number; 2: bytes. The others do not occur in model files. */
  readonly value: bigint | Uint8Array;
}

export function readFields(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const readNumber = (): bigint => {
    let result = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error('a field is cut short');
      result |= BigInt(byte & 127) << shift;
      if (byte < 128) return result;
    }
  };
  while (at < bytes.length) {
    const key = Number(readNumber());
    const number = key >> 3;
    if ((key & 7) === 0) {
      fields.push({ number, value: readNumber() });
    } else if ((key & 7) === 2) {
      const length = Number(readNumber());
      fields.push({ number, value: bytes.subarray(at, at + length) });
      at += length;
    } else if ((key & 7) === 5) {
      // Fixed 32 bits: kept as bytes behind a negative number, for attributes only.
      fields.push({ number: -number, value: bytes.subarray(at, at + 4) });
      at += 4;
    } else {
      throw new Error(`wire type ${key & 7} is not expected in a model`);
    }
  }
  return fields;
}

export function writeFields(fields: readonly Field[]): Uint8Array {
  return Buffer.concat(
    fields.flatMap(({ number, value }) => {
      if (typeof value === 'bigint') return [writeNumber(BigInt(number << 3)), writeNumber(value)];
      if (number < 0) return [writeNumber(BigInt((-number << 3) | 5)), value];
      return [writeNumber(BigInt((number << 3) | 2)), writeNumber(BigInt(value.length)), value];
    }),
  );
}

function writeNumber(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  while (rest >= 128n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

export function bytesOf(fields: readonly Field[], number: number): Uint8Array | undefined {
  return fields.find((field) => field.number === number)?.value as Uint8Array | undefined;
}

export function textOf(fields: readonly Field[], number: number): string {
  return Buffer.from(bytesOf(fields, number) ?? []).toString('utf8');
}

export function text(number: number, value: string): Field {
  return { number, value: Buffer.from(value, 'utf8') };
}
