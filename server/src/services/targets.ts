import type { Core } from '@strapi/strapi';
import type { PluginConfig } from '../config';
import { badRequest, CONTACT_UID, isOwnTarget, isTarget, ORGANIZATION_UID, TARGETS, uidOfTarget, type FieldDescriptor, type ImportSettingInput, type OwnTarget, type SuggestedMapping, type Target, type TargetDto } from '../contracts';
import { buildCatalogue, buildForeignCatalogue, definedFields, markIdentifiers, unusableIdentifiers, type SchemaAttributes } from '../domain/fields';
import { suggestMapping } from '../domain/mapping';
import { templateCsv } from '../pipeline/report';
import { createForeignSchema, hasDrafts, isLocalized, modelOf } from '../store/foreign/foreign-type';
import { readLocales } from '../store/foreign/read-locales';
import { createJobStore } from '../store/jobs/job-store';
import { createDatabase } from '../store/sql/client';
import { createRoomQuery } from './jobs/assert-room';
import { serviceOf } from './interfaces';

type DescribedTarget = Omit<TargetDto, 'rights'>;

const LABELS: Record<OwnTarget, string> = { contacts: 'Contacts', organizations: 'Organizations' };

/** What can be imported into, and its fields as the live schema has them: an integrator's own attributes are among them. */
export const createTargets = ({ strapi }: { strapi: Core.Strapi }) => {
  const attributesOf = (uid: string): SchemaAttributes => strapi.contentType(uid as never).attributes as unknown as SchemaAttributes;
  const allowed = (): readonly Target[] => [...TARGETS, ...strapi.config.get<PluginConfig['targets']>('plugin::external-contacts.targets')];
  const isAllowed = (target: unknown): target is Target => isTarget(target) && allowed().includes(target);
  const foreignSchema = createForeignSchema(strapi);
  const configured = (target: OwnTarget): string[] =>
    (strapi.config.get('plugin::external-contacts.identifiers') as Partial<Record<OwnTarget, string[]>> | undefined)?.[target] ?? [];
  const ownFields = (target: OwnTarget): FieldDescriptor[] =>
    target === 'contacts'
      ? [...buildCatalogue(target, attributesOf(CONTACT_UID), attributesOf(ORGANIZATION_UID)), ...definedFields(serviceOf(strapi, 'definitions').current())]
      : buildCatalogue(target, attributesOf(ORGANIZATION_UID));
  const fields = (target: Target): FieldDescriptor[] => {
    if (isOwnTarget(target)) return markIdentifiers(ownFields(target), configured(target));
    if (!isAllowed(target)) throw badRequest('target.not-allowed', 'The configuration does not allow imports into this type', { target });
    return buildForeignCatalogue(target, foreignSchema);
  };
  const describe = (uid: Target): Omit<DescribedTarget, 'busy'> => {
    const model = modelOf(strapi, uidOfTarget(uid));
    const label = isOwnTarget(uid) ? LABELS[uid] : (strapi.contentType(uid as never) as unknown as { info: { displayName: string } }).info.displayName;
    return { uid, contentType: uidOfTarget(uid), label, drafts: hasDrafts(model), localized: isLocalized(model) };
  };
  const unusable = (target: OwnTarget): string[] => unusableIdentifiers(ownFields(target), configured(target));
  const usable = (target: OwnTarget): string[] => configured(target).filter((name) => !unusable(target).includes(name));

  const isBusy = createRoomQuery(createJobStore(createDatabase(strapi)), strapi.config.get<PluginConfig>('plugin::external-contacts'));

  return {
    list: (): Promise<DescribedTarget[]> => Promise.all(allowed().map(async (uid) => ({ ...describe(uid), busy: await isBusy(uid) }))),
    isAllowed,
    fields,
    /** The locale whose entries a setting means: its own, else the application's default. Throws `locale.unknown` (400) where the application has none such. */
    async localeOf({ target, locale }: Pick<ImportSettingInput, 'target' | 'locale'>): Promise<string | null> {
      if (isOwnTarget(target)) return null;
      if (!isLocalized(modelOf(strapi, target))) {
        if (locale) throw badRequest('locale.unknown', 'The type has no locales', { locale });
        return null;
      }
      const { codes, standard } = await readLocales(strapi);
      if (locale && !codes.includes(locale)) throw badRequest('locale.unknown', 'The application has no such locale', { locale });
      return locale || standard;
    },
    /** The configuration's `identifiers` that are fields of the live schema, and of a type that can identify. */
    identifiers: (): Record<OwnTarget, string[]> => ({ contacts: usable('contacts'), organizations: usable('organizations') }),
    /** The others, as `contacts.customerNumber`: to be warned of, since an integrator believes that they match. */
    unusableIdentifiers: (): string[] => TARGETS.flatMap((target) => unusable(target).map((name) => `${target}.${name}`)),
    mapping: (target: Target, columns: readonly string[]): SuggestedMapping[] => suggestMapping(columns, fields(target), target),
    templateCsv: (target: Target, { sample }: { sample: boolean }): string => templateCsv(target, fields(target), { sample }),
  };
};

export type Targets = ReturnType<typeof createTargets>;
