import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_LIMITS, type DialectChoice, type Limits } from '../../../server/src/contracts';
import { readBlock, readPart, type CutBlock, type PartSummary } from '../../../server/src/pipeline/source';
import type { ParsedRow } from '../../../server/src/pipeline/types';

export interface ReadFile {
  summary: PartSummary;
  blocks: CutBlock[];
  rows: ParsedRow[];
}

export interface ReadOptions {
  choice?: DialectChoice;
  limits?: Partial<Limits>;
  /** Size of the pieces that the bytes arrive in. */
  chunkBytes?: number;
}

const inChunks = async function* (bytes: Buffer, size: number): AsyncGenerator<Buffer, void> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
};

/** Cuts the bytes into blocks as an upload does, and reads every block back as a job does. */
export const readFile = async (bytes: Buffer | string, options: ReadOptions = {}): Promise<ReadFile> => {
  const source = inChunks(Buffer.from(bytes as string), options.chunkBytes ?? 65_536);
  const parts = readPart(source, {
    choice: options.choice ?? {}, limits: { ...DEFAULT_LIMITS, ...options.limits }, start: { firstRow: 1, byteOffset: 0 },
  });
  const blocks: CutBlock[] = [];
  for (;;) {
    const next = await parts.next();
    if (next.done) {
      const summary = next.value;
      return { summary, blocks, rows: blocks.flatMap((block) => readBlock(block, summary.dialect, summary.columns.length)) };
    }
    blocks.push(next.value);
  }
};

export const hostile = (name: string): Buffer => readFileSync(path.resolve(__dirname, '../../fixtures/hostile', name));

export const codesOf = (rows: readonly ParsedRow[]): string[][] => rows.map((row) => row.issues.map((issue) => issue.code));
