import type { Core } from '@strapi/strapi';
import { EXTERNAL_SOURCE_UID } from '../contracts';

export interface StoredSource {
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

/** Far more than any installation has; the document service's own default would stop at 25. */
const ALL = 1000;

export const createExternalSourceStore = (strapi: Core.Strapi) => {
  const documents = () => strapi.documents(EXTERNAL_SOURCE_UID as never) as unknown as Documents;
  return {
    find: (documentId: string) => documents().findOne({ documentId }),
    list: ({ activeOnly }: { activeOnly: boolean }) =>
      documents().findMany({ ...(activeOnly ? { filters: { active: true } } : {}), sort: 'name:asc', limit: ALL }),
    create: (data: object) => documents().create({ data: { ...data } }),
    update: (documentId: string, data: object) => documents().update({ documentId, data: { ...data } }),
    delete: (documentId: string) => documents().delete({ documentId }),
  };
};
