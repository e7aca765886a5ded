import { createReadStream } from 'node:fs';
import { badRequest, OperationError, type DialectChoice } from '../../contracts';
import type { HttpContext, UploadedFile } from '../../access';
import { readQuery } from './read-input';
import { QUERY } from './schemas';

export interface Upload {
  name: string;
  stream: AsyncIterable<Uint8Array>;
  choice: DialectChoice;
}

const MAX_NAME = 255;

/**
 * The file of `POST /files`: the raw body (application/octet-stream, streamed, named by `?name=`), or the multipart
 * field `files`, which Strapi has written to a temporary file that httpGuard removes.
 */
export const readUpload = (ctx: HttpContext): Upload => {
  const { name, ...dialect } = readQuery<{ name?: string; encoding?: string; delimiter?: string; header?: unknown }>(ctx, QUERY.upload);
  const choice = readChoice(dialect);
  if (ctx.request.type.startsWith('multipart/')) {
    const file = onlyFile(ctx.request.files ?? {});
    return { name: displayName(name ?? file.originalFilename ?? ''), stream: createReadStream(file.filepath), choice };
  }
  if (ctx.request.type !== 'application/octet-stream') {
    throw new OperationError('upload.content-type', 415, 'Send application/octet-stream, or multipart/form-data with the field files');
  }
  if (name === undefined) throw badRequest('upload.name-missing', 'Name the file: ?name=contacts.csv');
  return { name: displayName(name), stream: ctx.req, choice };
};

/** `header` comes as text from a query and as a boolean from JSON. */
export const readChoice = ({ encoding, delimiter, header }: { encoding?: string; delimiter?: string; header?: unknown }): DialectChoice => ({
  ...(encoding === undefined ? {} : { encoding: encoding as DialectChoice['encoding'] & string }),
  ...(delimiter === undefined ? {} : { delimiter: delimiter as DialectChoice['delimiter'] & string }),
  ...(header === undefined ? {} : { header: header === 'auto' ? 'auto' : header === true || header === 'true' }),
});

const onlyFile = (files: Record<string, UploadedFile | UploadedFile[]>): UploadedFile => {
  const found = Object.entries(files);
  const [first] = found;
  if (first === undefined || first[0] !== 'files' || found.length > 1) throw badRequest('upload.field', 'Send one file in the field files');
  const list = [first[1]].flat();
  const [file] = list;
  if (file === undefined || list.length > 1) throw badRequest('upload.one-file', 'Send one file at a time, or several as one zip');
  return file;
};

/** For display only, never a path: the last part, without control characters and halves of surrogate pairs. */
const displayName = (given: string): string => {
  const last = given.split(/[\\/]/u).pop() ?? '';
  const clean = last.replace(/\p{C}/gu, '').trim().slice(0, MAX_NAME);
  if (clean === '') throw badRequest('upload.name-missing', 'The file needs a name');
  return clean;
};
