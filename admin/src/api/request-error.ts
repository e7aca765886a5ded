/** The part of a Strapi error (`{error: {status, message, details: {code}}}`) that the panel reads. */
export interface RequestError {
  status: number | null;
  /** Stable; decides what is shown. Null where the request never reached the plugin. */
  code: string | null;
  message: string;
  /** What a refused value is called in the request, by path. */
  fields: Record<string, string>;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const parseFields = (details: Record<string, unknown>): Record<string, string> => {
  if (!Array.isArray(details.errors)) {
    return {};
  }
  return Object.fromEntries(
    details.errors.filter(isRecord).map((error) => [
      Array.isArray(error.path) ? error.path.join('.') : String(error.path ?? ''),
      String(error.message ?? ''),
    ]),
  );
};

/** Reads whatever a query, a mutation or the uploader failed with. */
export const parseRequestError = (failure: unknown): RequestError => {
  const body = isRecord(failure) && isRecord(failure.error) ? failure.error : failure;
  if (!isRecord(body)) {
    return { status: null, code: null, message: String(failure), fields: {} };
  }

  const details = isRecord(body.details) ? body.details : {};
  return {
    status: typeof body.status === 'number' ? body.status : null,
    code: typeof details.code === 'string' ? details.code : null,
    message: typeof body.message === 'string' ? body.message : '',
    fields: parseFields(details),
  };
};
