import type { Core } from '@strapi/strapi';
import { CONTACT_UID, ORGANIZATION_UID, TARGETS, UID_OF_TARGET, type FieldDescriptor, type SuggestedMapping, type Target } from '../contracts';
import { buildCatalogue, type SchemaAttributes } from '../domain/fields';
import { suggestMapping } from '../domain/mapping';
import { templateCsv } from '../pipeline/report';

export interface TargetDto {
  uid: Target;
  contentType: string;
  label: string;
}

const LABELS: Record<Target, string> = { contacts: 'Contacts', organizations: 'Organizations' };

/** What can be imported into, and its fields as the live schema has them: an integrator's own attributes are among them. */
export const createTargets = ({ strapi }: { strapi: Core.Strapi }) => {
  const attributesOf = (uid: string): SchemaAttributes => strapi.contentType(uid as never).attributes as unknown as SchemaAttributes;
  const fields = (target: Target): FieldDescriptor[] =>
    target === 'contacts' ? buildCatalogue(target, attributesOf(CONTACT_UID), attributesOf(ORGANIZATION_UID)) : buildCatalogue(target, attributesOf(ORGANIZATION_UID));

  return {
    list: (): TargetDto[] => TARGETS.map((uid) => ({ uid, contentType: UID_OF_TARGET[uid], label: LABELS[uid] })),
    fields,
    mapping: (target: Target, columns: readonly string[]): SuggestedMapping[] => suggestMapping(columns, fields(target), target),
    templateCsv: (target: Target, { sample }: { sample: boolean }): string => templateCsv(target, fields(target), { sample }),
  };
};

export type Targets = ReturnType<typeof createTargets>;
