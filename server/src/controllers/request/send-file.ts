import { Readable } from 'node:stream';
import type { HttpContext } from '../../access';

/** A download: never shown in the page, never sniffed, streamed. */
export const sendFile = (ctx: HttpContext, file: { name: string; type: string; content: AsyncIterable<string | Uint8Array> | string }): void => {
  ctx.set('Content-Type', file.type);
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Content-Disposition', contentDisposition(file.name));
  ctx.set('Cache-Control', 'no-store');
  ctx.status = 200;
  ctx.body = typeof file.content === 'string' ? file.content : Readable.from(file.content, { objectMode: false });
};

export const CSV = 'text/csv; charset=utf-8';

/** RFC 6266 with RFC 5987: an ASCII name for old readers, the real one percent-encoded. No name can break the header. */
export const contentDisposition = (name: string): string => {
  const ascii = name.replace(/[^\w. -]/gu, '_');
  const encoded = encodeURIComponent(name.replace(/\p{Cs}/gu, '')).replace(/['()*]/gu, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
};
