import type { Core } from '@strapi/strapi';
import { badRequest, conflict, notFound, TEXT_LENGTH, type SegmentDto, type SegmentField, type SegmentGroup, type SegmentInput, type Target } from '../contracts';
import { parseFilter, segmentFields } from '../domain/segments';
import { createSegmentStore, type StoredSegment } from '../store/segment-store';
import { countSegment } from '../store/segments/segment-records';
import { createDatabase } from '../store/sql/client';
import { serviceOf } from './interfaces';

/** Saved filters over contacts and organizations. They are shared: whoever may see segments sees all of them. */
export const createSegments = ({ strapi }: { strapi: Core.Strapi }) => {
  const store = createSegmentStore(strapi);
  const database = createDatabase(strapi);
  const fields = (target: Target): SegmentField[] => segmentFields(target, serviceOf(strapi, 'targets').fields(target), serviceOf(strapi, 'definitions').current());
  const find = async (id: string): Promise<StoredSegment> => {
    const found = await store.find(id);
    if (found === null) throw notFound('segment');
    return found;
  };
  const assertNameFree = async (name: string, exceptId: string | null): Promise<void> => {
    const wanted = name.toLowerCase();
    if ((await store.list({})).some((other) => other.documentId !== exceptId && other.name.toLowerCase() === wanted)) throw conflict('segment.name-taken', 'Another segment has this name', { key: 'name' });
  };

  return {
    fields,
    list: async ({ target }: { target?: Target }): Promise<SegmentDto[]> => (await store.list(target === undefined ? {} : { target })).map(toDto),
    get: async (id: string): Promise<SegmentDto> => toDto(await find(id)),
    /** By id or name; the command line knows names. */
    async named(wanted: string): Promise<SegmentDto> {
      const found = (await store.list({})).find(({ documentId, name }) => documentId === wanted || name.toLowerCase() === wanted.trim().toLowerCase());
      if (found === undefined) throw badRequest('segment.unknown', 'No such segment', { key: 'segment' });
      return toDto(found);
    },
    async create({ name, description = null, target = 'contacts', filter }: SegmentInput): Promise<SegmentDto> {
      const checked = checkName(name);
      await assertNameFree(checked, null);
      return toDto(await store.create({ name: checked, description: description?.trim() || null, target, filter: parseFilter(filter ?? ALL, fields(target)) }));
    },
    async update(id: string, { name, description, target, filter }: Partial<SegmentInput>): Promise<SegmentDto> {
      const old = await find(id);
      const now = target ?? old.target;
      const checked = name === undefined ? old.name : checkName(name);
      await assertNameFree(checked, id);
      // Fields of one target are not the other's: the filter is checked again with whatever changes.
      const parsed = parseFilter(filter ?? old.filter, fields(now));
      return toDto(await store.update(id, { name: checked, target: now, filter: parsed, ...(description === undefined ? {} : { description: description?.trim() || null }) }));
    },
    async delete(id: string): Promise<void> {
      await find(id);
      await store.delete(id);
    },
    /** How many records a filter finds now, saved or not. */
    async count({ target, filter }: { target: Target; filter: unknown }): Promise<{ count: number }> {
      const known = fields(target);
      return { count: await countSegment(strapi, database, { target, fields: known, filter: parseFilter(filter, known) }) };
    },
  };
};

const ALL: SegmentGroup = { match: 'all', rules: [] };

const checkName = (name: string): string => {
  const text = name.normalize('NFC').trim();
  if (text === '' || text.length > TEXT_LENGTH.default) throw badRequest('segment.name-missing', `A name has 1 to ${String(TEXT_LENGTH.default)} characters`, { key: 'name' });
  return text;
};

const toDto = ({ documentId, name, description, target, filter, createdAt, updatedAt }: StoredSegment): SegmentDto => ({
  id: documentId, name, description: description ?? null, target, filter, createdAt: new Date(createdAt).toISOString(), updatedAt: new Date(updatedAt).toISOString(),
});

export type Segments = ReturnType<typeof createSegments>;
