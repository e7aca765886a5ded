import type { IncomingMessage } from 'node:http';
import type { RequestState } from './request-state';

/** A file of a multipart request, as the body parser leaves it. */
export interface UploadedFile {
  filepath: string;
  originalFilename?: string | null;
  size: number;
}

/** What our controllers and middlewares use of Koa's context. */
export interface HttpContext {
  method: string;
  path: string;
  status: number;
  body: unknown;
  req: IncomingMessage;
  request: {
    body?: unknown;
    files?: Record<string, UploadedFile | UploadedFile[]>;
    type: string;
    length?: number;
  };
  query: Record<string, unknown>;
  params: Record<string, string>;
  state: RequestState;
  get(header: string): string;
  set(header: string, value: string): void;
}
