/**
 * The pattern of `LIKE` for texts that contain this one: `%` and `_` in a search are ordinary characters. Backslash is the escape character on
 * MySQL and PostgreSQL.
 */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
