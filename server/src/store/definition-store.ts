import type { Core } from '@strapi/strapi';
import { ATTRIBUTE_UID, CONSENT_UID, type AttributeDto, type AttributeOption, type AttributeType, type ConsentDto } from '../contracts';

interface StoredDefinition {
  documentId: string;
  code: string;
  label: string;
  description: string | null;
  valueType?: AttributeType | null;
  options?: AttributeOption[] | null;
  refusalStands?: boolean | null;
}
interface Repository {
  findMany(params: object): Promise<StoredDefinition[]>;
  create(params: object): Promise<StoredDefinition>;
  update(params: object): Promise<StoredDefinition>;
  delete(params: object): Promise<unknown>;
}

const repository = (strapi: Core.Strapi, uid: string): Repository => strapi.db.query(uid as never) as unknown as Repository;

/** Attributes and consents as administrators have defined them, in the order of their codes. */
export const createDefinitionStore = (strapi: Core.Strapi) => {
  const attributes = () => repository(strapi, ATTRIBUTE_UID);
  const consents = () => repository(strapi, CONSENT_UID);
  return {
    attributes: async (): Promise<AttributeDto[]> => byCode(await attributes().findMany({})).map(toAttribute),
    consents: async (): Promise<ConsentDto[]> => byCode(await consents().findMany({})).map(toConsent),
    createAttribute: async ({ type, ...data }: Omit<AttributeDto, 'id'>): Promise<AttributeDto> => toAttribute(await attributes().create({ data: { ...data, valueType: type } })),
    createConsent: async (data: Omit<ConsentDto, 'id'>): Promise<ConsentDto> => toConsent(await consents().create({ data })),
    updateAttribute: async (documentId: string, data: Partial<Pick<AttributeDto, 'label' | 'description' | 'options'>>): Promise<AttributeDto> =>
      toAttribute(await attributes().update({ where: { documentId }, data })),
    updateConsent: async (documentId: string, data: Partial<Pick<ConsentDto, 'label' | 'description' | 'refusalStands'>>): Promise<ConsentDto> =>
      toConsent(await consents().update({ where: { documentId }, data })),
    deleteAttribute: (documentId: string) => attributes().delete({ where: { documentId } }),
    deleteConsent: (documentId: string) => consents().delete({ where: { documentId } }),
  };
};

/** Compared here, as every database sorts in its own way. */
const byCode = (stored: StoredDefinition[]): StoredDefinition[] => [...stored].sort((left, right) => (left.code < right.code ? -1 : 1));

const toAttribute = ({ documentId, code, label, description, valueType, options }: StoredDefinition): AttributeDto => ({
  id: documentId, code, label, description: description ?? null, type: valueType ?? 'text', options: options ?? [],
});

const toConsent = ({ documentId, code, label, description, refusalStands }: StoredDefinition): ConsentDto => ({
  id: documentId, code, label, description: description ?? null, refusalStands: refusalStands ?? false,
});
