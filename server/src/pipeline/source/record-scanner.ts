import { toUnits, type UnitLayout } from './encodings';

/**
 * Finds where records begin and end, in one pass over the bytes, whatever the size of the chunks.
 *
 * The rules: a quote opens a cell only as its first character; `""` inside quotes is one quote; text after a closing
 * quote belongs to the cell; CRLF, LF and CR end a line, also mixed; U+2028, U+0085, VT and FF do not.
 *
 * An unclosed quote costs one row, never the rest of the file. A quoted cell counts as unclosed when the file ends
 * in it, when it grows past `maxCellBytes`, or when it spans lines and the quote that would close it is followed by
 * other text (so it is really the opening quote of a later cell). Its record then ends at the first line break after the
 * opening quote, and scanning goes on at the next line.
 *
 * Every decision depends on bytes alone, so that a block scanned by itself gives the same records as the whole file.
 */
export type RecordFault = 'quote.unclosed' | 'cell.too-large';

export interface ScannedRecord {
  /** `row` has cells; `blank` is an empty line; `rest` is the part of a too large record that its row does not keep. */
  kind: 'row' | 'blank' | 'rest';
  /** Bytes in the buffer that the sink was given: [start, contentEnd) is text, [contentEnd, end) the line break. */
  start: number;
  contentEnd: number;
  end: number;
  /** From 1, where the record starts. */
  line: number;
  columns: number;
  hasQuotes: boolean;
  fault: RecordFault | null;
}

/** The record object is reused for the next one: copy what you keep. */
export type RecordSink = (bytes: Buffer, record: ScannedRecord) => void;

export interface ScanOptions {
  layout: UnitLayout;
  delimiter: string;
  maxCellBytes: number;
  firstLine?: number;
}

const CR = 0x0d;
const LF = 0x0a;
const QUOTE = 0x22;
const SPACE = 0x20;
const TAB = 0x09;
/** A record of many large cells must end somewhere too: it is held in memory whole. */
const CELLS_PER_RECORD = 4;

const enum State {
  CellStart,
  Plain,
  Quoted,
  QuoteInQuoted,
  AfterQuote,
  Discarding,
}

export class RecordScanner {
  private readonly unitBytes: number;
  private readonly delimiter: number;
  private readonly maxCell: number;
  private readonly maxRecord: number;
  private pending: Buffer = Buffer.alloc(0);
  private units: Uint8Array | Uint16Array | Uint32Array = this.pending;
  private bytes: Buffer = this.pending;

  private state: State = State.CellStart;
  /** Positions are in units, from the start of `bytes`. */
  private at = 0;
  private recordStart = 0;
  private cellStart = 0;
  private columns = 1;
  private hasQuotes = false;
  private line: number;
  /** Line breaks inside the record so far. */
  private breaks = 0;
  private firstBreak = -1;
  private breaksAtOpening = 0;

  private readonly record: ScannedRecord = {
    kind: 'row', start: 0, contentEnd: 0, end: 0, line: 1, columns: 1, hasQuotes: false, fault: null,
  };

  constructor(
    private readonly options: ScanOptions,
    private readonly sink: RecordSink,
  ) {
    this.unitBytes = options.layout.bytes;
    this.delimiter = options.delimiter.charCodeAt(0);
    this.maxCell = Math.floor(options.maxCellBytes / this.unitBytes);
    this.maxRecord = this.maxCell * CELLS_PER_RECORD;
    this.line = options.firstLine ?? 1;
  }

  push(chunk: Buffer): void {
    this.load(chunk);
    this.scan(false);
    this.keepRest();
  }

  end(): void {
    this.load(Buffer.alloc(0));
    this.finish();
  }

  /** Scans bytes that are there whole; the sink's buffer is then `bytes` itself. */
  scanWhole(bytes: Buffer): void {
    this.load(bytes);
    this.finish();
  }

  private finish(): void {
    this.scan(true);
    while (this.at > this.recordStart && this.finishRecord()) this.scan(true);
    // Half a code unit that stands alone.
    const end = this.bytes.length / this.unitBytes;
    if (end > this.recordStart) this.emit(this.state === State.Discarding ? 'rest' : 'row', end, end, null);
  }

  private load(chunk: Buffer): void {
    this.bytes = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    this.units = toUnits(this.bytes, this.options.layout);
  }

  private keepRest(): void {
    const kept = this.recordStart * this.unitBytes;
    // A copy, or a small rest would keep its whole chunk alive.
    this.pending = Buffer.from(this.bytes.subarray(kept));
    this.at -= this.recordStart;
    this.cellStart -= this.recordStart;
    if (this.firstBreak >= 0) this.firstBreak -= this.recordStart;
    this.recordStart = 0;
  }

  private scan(final: boolean): void {
    const length = this.units.length;
    while (this.at < length) {
      // A CR that ends the chunk may be half of a CRLF.
      if (!final && this.at === length - 1 && this.units[this.at] === CR) break;
      switch (this.state) {
        case State.CellStart:
          this.startCell();
          break;
        case State.Plain:
        case State.AfterQuote:
          this.scanPlain(length);
          break;
        case State.Quoted:
          this.scanQuoted(length, final);
          break;
        case State.QuoteInQuoted:
          this.afterQuote();
          break;
        case State.Discarding:
          this.discard(length);
          break;
      }
    }
    if (this.state === State.Discarding && this.at > this.recordStart) {
      this.emit('rest', this.at, this.at, null);
      this.state = State.Discarding;
    }
  }

  private startCell(): void {
    this.cellStart = this.at;
    if (this.units[this.at] === QUOTE) {
      this.hasQuotes = true;
      this.firstBreak = -1;
      this.breaksAtOpening = this.breaks;
      this.at += 1;
      this.state = State.Quoted;
    } else {
      this.state = State.Plain;
    }
  }

  private scanPlain(length: number): void {
    const units = this.units;
    const delimiter = this.delimiter;
    const limit = Math.min(length, this.cellStart + this.maxCell + 1);
    let at = this.at;
    while (at < limit) {
      const unit = units[at] as number;
      if (unit === delimiter || unit === LF || unit === CR) break;
      at += 1;
    }
    this.at = at;
    if (at - this.cellStart > this.maxCell) return this.giveUpRecord();
    if (at === length) return;
    if (units[at] === delimiter) this.endCell();
    else this.endLine();
  }

  private endCell(): void {
    this.columns += 1;
    this.at += 1;
    this.state = State.CellStart;
    this.cellStart = this.at;
    if (this.at - this.recordStart > this.maxRecord) this.giveUpRecord();
  }

  /** At a CR or LF outside quotes. The LF of a CRLF is there: `scan` waits for it. */
  private endLine(): void {
    const contentEnd = this.at;
    const end = this.units[contentEnd] === CR && this.units[contentEnd + 1] === LF ? contentEnd + 2 : contentEnd + 1;
    this.breaks += 1;
    this.emit(this.isBlank(contentEnd) ? 'blank' : 'row', contentEnd, end, null);
  }

  private scanQuoted(length: number, final: boolean): void {
    const units = this.units;
    const limit = Math.min(length, this.cellStart + this.maxCell + 1);
    let at = this.at;
    for (; at < limit; at += 1) {
      const unit = units[at] as number;
      if (unit === QUOTE) break;
      if (unit === LF || unit === CR) {
        if (!final && unit === CR && at === length - 1) break;
        if (this.firstBreak < 0) this.firstBreak = at;
        if (unit === CR || units[at - 1] !== CR) this.breaks += 1;
      }
    }
    this.at = at;
    if (at - this.cellStart > this.maxCell) {
      if (this.firstBreak < 0) this.giveUpRecord();
      else this.endAtFirstBreak();
    } else if (at < length && units[at] === QUOTE) {
      this.at += 1;
      this.state = State.QuoteInQuoted;
    }
  }

  private afterQuote(): void {
    const unit = this.units[this.at] as number;
    if (unit === QUOTE) {
      this.at += 1;
      this.state = State.Quoted;
    } else if (unit === this.delimiter) {
      this.endCell();
    } else if (unit === LF || unit === CR) {
      this.endLine();
    } else if (this.firstBreak >= 0) {
      this.endAtFirstBreak();
    } else {
      this.state = State.AfterQuote;
    }
  }

  private endAtFirstBreak(): void {
    const contentEnd = this.firstBreak;
    const end = this.units[contentEnd] === CR && this.units[contentEnd + 1] === LF ? contentEnd + 2 : contentEnd + 1;
    this.breaks = this.breaksAtOpening + 1;
    this.emit('row', contentEnd, end, 'quote.unclosed');
    this.at = end;
  }

  /** Too large to hold: the row keeps what was read so far, the rest up to the line break is passed on as it comes. */
  private giveUpRecord(): void {
    this.emit('row', this.at, this.at, 'cell.too-large');
    this.state = State.Discarding;
  }

  private discard(length: number): void {
    let at = this.at;
    while (at < length && this.units[at] !== LF && this.units[at] !== CR) at += 1;
    this.at = at;
    if (at === length) return;
    const end = this.units[at] === CR && this.units[at + 1] === LF ? at + 2 : at + 1;
    this.breaks += 1;
    this.emit('rest', at, end, null);
    this.state = State.CellStart;
  }

  /** The last record has no line break. True when lines that an unclosed quote had swallowed are still to be scanned. */
  private finishRecord(): boolean {
    const quoted = this.state === State.Quoted;
    if (quoted && this.firstBreak >= 0) {
      this.endAtFirstBreak();
      return true;
    }
    // The last byte of an odd-sized UTF-16 file goes with the last record, which then fails as badly encoded.
    const end = this.bytes.length / this.unitBytes;
    const blank = this.isBlank(this.units.length) && end === this.units.length;
    this.emit(blank ? 'blank' : 'row', end, end, quoted ? 'quote.unclosed' : null);
    return false;
  }

  /** A line of nothing, spaces or tabs is no record. */
  private isBlank(contentEnd: number): boolean {
    if (this.columns > 1 || this.hasQuotes) return false;
    let at = this.recordStart;
    while (at < contentEnd && (this.units[at] === SPACE || this.units[at] === TAB)) at += 1;
    return at === contentEnd;
  }

  private emit(kind: ScannedRecord['kind'], contentEnd: number, end: number, fault: RecordFault | null): void {
    const record = this.record;
    record.kind = kind;
    record.start = this.recordStart * this.unitBytes;
    record.contentEnd = contentEnd * this.unitBytes;
    record.end = end * this.unitBytes;
    record.line = this.line;
    record.columns = this.columns;
    record.hasQuotes = this.hasQuotes;
    record.fault = fault;
    this.line += this.breaks;
    this.at = end;
    this.recordStart = end;
    this.cellStart = end;
    this.columns = 1;
    this.hasQuotes = false;
    this.breaks = 0;
    this.firstBreak = -1;
    this.state = State.CellStart;
    this.sink(this.bytes, record);
  }
}
