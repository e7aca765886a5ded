import type { Core } from '@strapi/strapi';
import { CONTACT_UID, ORGANIZATION_UID, TARGETS, UID_OF_TARGET, type FieldDescriptor, type SuggestedMapping, type Target } from '../contracts';
import { buildCatalogue, definedFields, markIdentifiers, unusableIdentifiers, type SchemaAttributes } from '../domain/fields';
import { suggestMapping } from '../domain/mapping';
import { templateCsv } from '../pipeline/report';
import { serviceOf } from './interfaces';

export interface TargetDto {
  uid: Target;
  contentType: string;
  label: string;
}

const LABELS: Record<Target, string> = { contacts: 'Contacts', organizations: 'Organizations' };

/** What can be imported into, and its fields as the live schema has them: an integrator's own attributes are among them. */
export const createTargets = ({ strapi }: { strapi: Core.Strapi }) => {
  const attributesOf = (uid: string): SchemaAttributes => strapi.contentType(uid as never).attributes as unknown as SchemaAttributes;
  const configured = (target: Target): string[] =>
    (strapi.config.get('plugin::external-contacts.identifiers') as Partial<Record<Target, string[]>> | undefined)?.[target] ?? [];
  const ownFields = (target: Target): FieldDescriptor[] =>
    target === 'contacts'
      ? [...buildCatalogue(target, attributesOf(CONTACT_UID), attributesOf(ORGANIZATION_UID)), ...definedFields(serviceOf(strapi, 'definitions').current())]
      : buildCatalogue(target, attributesOf(ORGANIZATION_UID));
  const fields = (target: Target): FieldDescriptor[] => markIdentifiers(ownFields(target), configured(target));
  const unusable = (target: Target): string[] => unusableIdentifiers(ownFields(target), configured(target));
  const usable = (target: Target): string[] => configured(target).filter((name) => !unusable(target).includes(name));

  return {
    list: (): TargetDto[] => TARGETS.map((uid) => ({ uid, contentType: UID_OF_TARGET[uid], label: LABELS[uid] })),
    fields,
    /** The configuration's `identifiers` that are fields of the live schema, and of a type that can identify. */
    identifiers: (): Record<Target, string[]> => ({ contacts: usable('contacts'), organizations: usable('organizations') }),
    /** The others, as `contacts.customerNumber`: to be warned of, since an integrator believes that they match. */
    unusableIdentifiers: (): string[] => TARGETS.flatMap((target) => unusable(target).map((name) => `${target}.${name}`)),
    mapping: (target: Target, columns: readonly string[]): SuggestedMapping[] => suggestMapping(columns, fields(target), target),
    templateCsv: (target: Target, { sample }: { sample: boolean }): string => templateCsv(target, fields(target), { sample }),
  };
};

export type Targets = ReturnType<typeof createTargets>;
