const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A value of a record on one line; empty where there is none. Lists and links name what they hold. */
export const formatValue = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(formatValue).filter((text) => text !== '').join(', ');
  if (isRecord(value)) return formatValue(value['value'] ?? value['name'] ?? value['documentId'] ?? JSON.stringify(value));
  return String(value);
};
