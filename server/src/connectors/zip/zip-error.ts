import { OperationError } from '../../contracts';

const MESSAGES = {
  'zip.invalid': 'The zip archive is damaged or malformed',
  'zip.encrypted': 'The zip archive is encrypted',
  'zip.empty': 'The zip archive is empty',
  'zip.no-csv': 'The zip archive holds no CSV file',
  'zip.nested': 'The zip archive holds another archive; upload its CSV files directly',
  'zip.unsafe-name': 'The zip archive holds an entry with an unsafe name',
  'zip.duplicate-name': 'The zip archive holds two entries of the same name',
  'zip.symlink': 'The zip archive holds a link or a special file',
  'zip.too-many-entries': 'The zip archive holds too many entries',
  'zip.ratio': 'The zip archive is compressed far too much to be data',
  'zip.overlap': 'The zip archive holds overlapping entries',
} as const;

export type ZipErrorCode = keyof typeof MESSAGES;

export const zipError = (code: ZipErrorCode, details: Record<string, unknown> = {}, cause?: unknown): OperationError =>
  new OperationError(code, 400, MESSAGES[code], details, cause);
