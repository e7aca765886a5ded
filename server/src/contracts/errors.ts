/**
 * Operation errors: what a request or command asked for cannot be done. `code` is stable and stands in
 * `error.details.code`; `status` is the HTTP status. Turned into Strapi errors in one middleware.
 */
export class OperationError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: Record<string, unknown>;

  constructor(code: string, status: number, message: string, details: Record<string, unknown> = {}, cause?: unknown) {
    super(message, { cause });
    this.name = 'OperationError';
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

export const notFound = (what: string): OperationError => new OperationError('not-found', 404, `No such ${what}`);
export const badRequest = (code: string, message: string, details: Record<string, unknown> = {}): OperationError =>
  new OperationError(code, 400, message, details);
export const conflict = (code: string, message: string, details: Record<string, unknown> = {}): OperationError =>
  new OperationError(code, 409, message, details);
