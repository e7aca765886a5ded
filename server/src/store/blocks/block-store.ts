import { constants, deflateRaw, inflateRaw } from 'node:zlib';
import { promisify } from 'node:util';
import type { CutBlock } from '../../pipeline/source';
import { TABLES } from '../models';
import type { Connection } from '../sql/client';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** A stored block; `bytes` are the file's own, as uploaded. */
export interface StoredBlock extends CutBlock {
  ordinal: number;
  /** Index into the file's parts. */
  part: number;
}

export interface BlockInfo extends Omit<StoredBlock, 'bytes'> {
  byteLength: number;
}

export interface PackedBlock extends BlockInfo {
  data: Buffer;
}

/** Compressed outside the transaction, in zlib's threads. Level 1: a third of the bytes at 100 MB/s (2026-11). */
export const packBlock = async (block: StoredBlock): Promise<PackedBlock> => {
  const { bytes, ...info } = block;
  return { ...info, byteLength: bytes.length, data: await deflate(bytes, { level: constants.Z_BEST_SPEED }) };
};

export const insertBlocks = async (trx: Connection, fileId: number, blocks: readonly PackedBlock[]): Promise<void> => {
  // One statement a block: several would pass MariaDB's max_allowed_packet.
  for (const block of blocks) {
    await trx(TABLES.blocks).insert({
      file_id: fileId, ordinal: block.ordinal, part: block.part, first_row: block.firstRow, row_count: block.rowCount,
      first_line: block.firstLine, byte_offset: block.byteOffset, byte_length: block.byteLength, data: block.data,
    });
  }
};

const INFO = ['ordinal', 'part', 'first_row', 'row_count', 'first_line', 'byte_offset', 'byte_length'] as const;
type InfoRow = Record<(typeof INFO)[number], number | string>;

const toInfo = (row: InfoRow): BlockInfo => ({
  ordinal: Number(row.ordinal),
  part: Number(row.part),
  firstRow: Number(row.first_row),
  rowCount: Number(row.row_count),
  firstLine: Number(row.first_line),
  byteOffset: Number(row.byte_offset),
  byteLength: Number(row.byte_length),
});

/** All blocks of a file in order, without their bytes: a million rows are some 500 of them. */
export const listBlocks = async (connection: Connection, fileId: number): Promise<BlockInfo[]> => {
  const rows = (await connection(TABLES.blocks).select(...INFO).where({ file_id: fileId }).orderBy('ordinal')) as InfoRow[];
  return rows.map(toInfo);
};

/** The blocks that hold any of the rows `from` … `to` (both included), in order, without their bytes. */
export const findBlocksOfRows = async (connection: Connection, fileId: number, rows: { from: number; to: number }): Promise<BlockInfo[]> => {
  const found = (await connection(TABLES.blocks)
    .select(...INFO)
    .where({ file_id: fileId })
    .where('row_count', '>', 0)
    .where('first_row', '<=', rows.to)
    .whereRaw('first_row + row_count > ?', [rows.from])
    .orderBy('ordinal')) as InfoRow[];
  return found.map(toInfo);
};

/** Throws when the block is missing: its file's row promised it. */
export const loadBlock = async (connection: Connection, fileId: number, ordinal: number): Promise<StoredBlock> => {
  const row = (await connection(TABLES.blocks).select(...INFO, 'data').where({ file_id: fileId, ordinal }).first()) as (InfoRow & { data: Buffer }) | undefined;
  if (row === undefined) throw new Error(`Block ${ordinal} of file ${fileId} is missing`);
  return { ...toInfo(row), bytes: await inflate(row.data) };
};

export const deleteBlocks = async (trx: Connection, fileId: number): Promise<void> => {
  await trx(TABLES.blocks).where({ file_id: fileId }).delete();
};
