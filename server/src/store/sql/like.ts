import type { Knex } from 'knex';
import type { Client } from './client';

/** Texts that contain this one, without regard to case. What `LIKE` would take for a pattern are ordinary characters in a search. */
export const whereContains = (query: Knex.QueryBuilder, client: Client, { column, text }: { column: string; text: string }): void => {
  const pattern = `%${text.replace(/[!%_]/g, (character) => `!${character}`)}%`;
  void query.whereRaw(`?? ${client === 'postgres' ? 'ILIKE' : 'LIKE'} ? ESCAPE '!'`, [column, pattern]);
};
