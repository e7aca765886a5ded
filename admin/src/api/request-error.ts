/** The part of a Strapi error (`{error: {status, message, details: {code}}}`) that the panel reads. */
export interface RequestError {
  status: number | null;
  /** Stable; decides what is shown. Null where the request never reached the plugin. */
  code: string | null;
  message: string;
  /** The numbers and names that a text for the code may want. */
  params: Record<string, string | number>;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const parseParams = (details: Record<string, unknown>): RequestError['params'] =>
  Object.fromEntries(
    Object.entries(details).filter((entry): entry is [string, string | number] => ['string', 'number'].includes(typeof entry[1])),
  );

/** Reads whatever a query, a mutation or the uploader failed with. */
export const parseRequestError = (failure: unknown): RequestError => {
  const body = isRecord(failure) && isRecord(failure.error) ? failure.error : failure;
  if (!isRecord(body)) {
    return { status: null, code: null, message: String(failure), params: {} };
  }

  const details = isRecord(body.details) ? body.details : {};
  return {
    status: typeof body.status === 'number' ? body.status : null,
    code: typeof details.code === 'string' ? details.code : null,
    message: typeof body.message === 'string' ? body.message : '',
    params: parseParams(details),
  };
};
