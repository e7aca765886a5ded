import type { Core } from '@strapi/strapi';
import { conflict, notFound } from '../contracts';
import { createExternalSourceStore, type StoredSource } from '../store/external-source-store';
import { isSourceUsed } from '../store/records';

export interface ExternalSourceDto {
  id: string;
  name: string;
  active: boolean;
  urlTemplate: string | null;
  createdAt: string;
  updatedAt: string;
}
export interface ExternalSourceInput {
  name?: string;
  active?: boolean;
  urlTemplate?: string | null;
}

/** The named outside systems. Uniqueness of names, links and "in use" are guarded below, for the Content Manager too. */
export const createExternalSources = ({ strapi }: { strapi: Core.Strapi }) => {
  const store = createExternalSourceStore(strapi);
  const find = async (id: string): Promise<StoredSource> => {
    const found = await store.find(id);
    if (found === null) throw notFound('external source');
    return found;
  };

  return {
    async list({ activeOnly }: { activeOnly: boolean }): Promise<ExternalSourceDto[]> {
      return (await store.list({ activeOnly })).map(toDto);
    },
    async get(id: string): Promise<ExternalSourceDto> {
      return toDto(await find(id));
    },
    /** By name, without case; null when there is none. */
    async findByName(name: string): Promise<ExternalSourceDto | null> {
      const wanted = name.trim().toLowerCase();
      const found = (await store.list({ activeOnly: false })).find((source) => source.name.toLowerCase() === wanted);
      return found === undefined ? null : toDto(found);
    },
    async create(input: ExternalSourceInput & { name: string }): Promise<ExternalSourceDto> {
      return toDto(await store.create(input));
    },
    async update(id: string, input: ExternalSourceInput): Promise<ExternalSourceDto> {
      await find(id);
      return toDto(await store.update(id, input));
    },
    async delete(id: string): Promise<void> {
      await find(id);
      if (await isSourceUsed(strapi, id)) throw conflict('external-source.in-use', 'The source is in use: deactivate it instead');
      await store.delete(id);
    },
  };
};

const toDto = ({ documentId, name, active, urlTemplate, createdAt, updatedAt }: StoredSource): ExternalSourceDto => ({
  id: documentId,
  name,
  active: active ?? true,
  urlTemplate,
  createdAt: new Date(createdAt).toISOString(),
  updatedAt: new Date(updatedAt).toISOString(),
});

export type ExternalSources = ReturnType<typeof createExternalSources>;
