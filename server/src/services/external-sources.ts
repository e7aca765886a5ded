import type { Core } from '@strapi/strapi';
import { badRequest, conflict, EXTERNAL_SOURCE_UID, notFound } from '../contracts';
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

/** The named outside systems. Uniqueness of names and "in use" are guarded below, for the Content Manager too. */
export const createExternalSources = ({ strapi }: { strapi: Core.Strapi }) => {
  const documents = () => strapi.documents(EXTERNAL_SOURCE_UID as never) as unknown as Documents;
  const find = async (id: string): Promise<StoredSource> => {
    const found = await documents().findOne({ documentId: id });
    if (found === null) throw notFound('external source');
    return found;
  };

  return {
    async list({ activeOnly }: { activeOnly: boolean }): Promise<ExternalSourceDto[]> {
      const sources = await documents().findMany({ ...(activeOnly ? { filters: { active: true } } : {}), sort: 'name:asc', limit: 1000 });
      return sources.map(toDto);
    },
    async get(id: string): Promise<ExternalSourceDto> {
      return toDto(await find(id));
    },
    /** By name, without case; null when there is none. */
    async findByName(name: string): Promise<ExternalSourceDto | null> {
      const wanted = name.trim().toLowerCase();
      const sources = await documents().findMany({ limit: 1000 });
      const found = sources.find((source) => source.name.toLowerCase() === wanted);
      return found === undefined ? null : toDto(found);
    },
    async create(input: ExternalSourceInput & { name: string }): Promise<ExternalSourceDto> {
      assertTemplate(input.urlTemplate);
      return toDto(await documents().create({ data: { ...input } }));
    },
    async update(id: string, input: ExternalSourceInput): Promise<ExternalSourceDto> {
      await find(id);
      assertTemplate(input.urlTemplate);
      return toDto(await documents().update({ documentId: id, data: { ...input } }));
    },
    async delete(id: string): Promise<void> {
      await find(id);
      if (await isSourceUsed(strapi, id)) throw conflict('external-source.in-use', 'The source is in use: deactivate it instead');
      await documents().delete({ documentId: id });
    },
  };
};

interface StoredSource {
  documentId: string;
  name: string;
  active: boolean | null;
  urlTemplate: string | null;
  createdAt: string | Date;
  updatedAt: string | Date;
}
interface Documents {
  findOne(params: object): Promise<StoredSource | null>;
  findMany(params: object): Promise<StoredSource[]>;
  create(params: object): Promise<StoredSource>;
  update(params: object): Promise<StoredSource>;
  delete(params: object): Promise<unknown>;
}

/** The link is opened from the panel: nothing but web addresses, with the place of the ID in it. */
const assertTemplate = (template: string | null | undefined): void => {
  if (template === null || template === undefined || template === '') return;
  const valid = /^https?:\/\//iu.test(template) && template.includes('{id}') && URL.canParse(template.replaceAll('{id}', '1'));
  if (!valid) throw badRequest('external-source.url-template', 'urlTemplate is a web address with {id} in it');
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
