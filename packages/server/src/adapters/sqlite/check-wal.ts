import { closeSync, openSync, readSync, statSync } from 'node:fs';

/*
 * SQLite reads its write-ahead log up to the first frame whose checksum is wrong and takes the rest for a transaction
 * that a power failure cut short. That is right for the last transaction alone: each commit was synced before the next
 * one began. So where a damaged frame is followed by a commit of the same log and then by more of it, something that was
 * acknowledged has been overwritten, and opening the database would lose it for good, and everything after it.
 * The format: https://www.sqlite.org/fileformat2.html#walformat
 */

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** Its last bit says that checksums are of big-endian words. */
const MAGIC = 0x377f0682;
const CHUNK_FRAMES = 256;

interface Sums {
  first: number;
  second: number;
}

/** What is wrong with the write-ahead log at `path`; null when it can be used, or is not there. */
export function checkWal(path: string): string | null {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size < HEADER_BYTES) return null;
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    readSync(file, header, 0, HEADER_BYTES, 0);
    const magic = header.readUInt32BE(0);
    const bigEndian = (magic & 1) === 1;
    const pageSize = header.readUInt32BE(8);
    const sums: Sums = { first: 0, second: 0 };
    sumUp(sums, header, 0, 24, bigEndian);
    const sound =
      magic >>> 1 === MAGIC >>> 1 &&
      sums.first === header.readUInt32BE(24) &&
      sums.second === header.readUInt32BE(28);
    // Without one whole frame there was never a commit in it.
    if (!sound) return size < HEADER_BYTES + FRAME_HEADER_BYTES + 512 ? null : 'its header is damaged';
    return checkFrames(file, size, { header, pageSize, bigEndian, sums });
  } finally {
    closeSync(file);
  }
}

function checkFrames(
  file: number,
  size: number,
  wal: { header: Buffer; pageSize: number; bigEndian: boolean; sums: Sums },
): string | null {
  const { header, pageSize, bigEndian, sums } = wal;
  const frameBytes = FRAME_HEADER_BYTES + pageSize;
  const count = Math.floor((size - HEADER_BYTES) / frameBytes);
  const chunk = Buffer.alloc(frameBytes * CHUNK_FRAMES);
  let damaged: number | null = null;
  let committedSince = false;
  for (let start = 0; start < count; start += CHUNK_FRAMES) {
    const read = readSync(file, chunk, 0, chunk.length, HEADER_BYTES + start * frameBytes);
    for (let at = 0; at + frameBytes <= read; at += frameBytes) {
      // Frames with other salts are what is left of a log before this one.
      const ours = header.compare(chunk, at + 8, at + 16, 16, 24) === 0;
      if (damaged === null) {
        sumUp(sums, chunk, at, at + 8, bigEndian);
        sumUp(sums, chunk, at + FRAME_HEADER_BYTES, at + frameBytes, bigEndian);
        const sound =
          sums.first === chunk.readUInt32BE(at + 16) && sums.second === chunk.readUInt32BE(at + 20);
        if (ours && sound) continue;
        damaged = start + at / frameBytes + 1;
      } else if (!ours) continue;
      else if (committedSince) return `its frame ${damaged} is damaged, and transactions follow it`;
      committedSince ||= ours && chunk.readUInt32BE(at + 4) !== 0;
    }
  }
  return null;
}

function sumUp(sums: Sums, bytes: Buffer, from: number, to: number, bigEndian: boolean): void {
  let { first, second } = sums;
  for (let at = from; at < to; at += 8) {
    first = (first + (bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + second) >>> 0;
    second = (second + (bigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + first) >>> 0;
  }
  sums.first = first;
  sums.second = second;
}
