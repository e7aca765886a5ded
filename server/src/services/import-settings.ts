import type { Core } from '@strapi/strapi';
import { actorKey, mayView, type Rights, type Viewer } from '../access';
import { badRequest, conflict, IMPORT_SETTING_UID, notFound, OperationError, type Actor, type ImportSettingInput, type Target } from '../contracts';
import { inTransaction, tableIn } from '../store/database';
import { parseImportSetting } from './parse-import-setting';

export interface ImportSettingDto {
  id: string;
  name: string;
  target: Target;
  version: number;
  visibility: 'private' | 'shared';
  owner: { kind: Actor['kind']; name: string };
  own: boolean;
  setting: ImportSettingInput;
  createdAt: string;
  updatedAt: string;
}
export interface SettingQuery {
  target?: Target;
  q?: string;
  page?: number;
  pageSize?: number;
}

/** A setting's `fields` and `file` have rights of their own (`import-csv-settings.*`). */
const CSV_KEYS = ['fields', 'file'] as const;

/** Saved settings: private ones for their owner (and who may view all), shared ones for everybody who may view settings. */
export const createImportSettings = ({ strapi }: { strapi: Core.Strapi }) => {
  const query = () => strapi.db.query(IMPORT_SETTING_UID) as unknown as Repository;

  const find = async (id: string, viewer: Viewer): Promise<StoredSetting> => {
    const found = await query().findOne({ where: { documentId: id } });
    if (found === null || !isVisible(found, viewer)) throw notFound('import setting');
    return found;
  };

  /** A shared setting is seen by all, changed by its owner or by who may view all. */
  const findMine = async (id: string, viewer: Viewer): Promise<StoredSetting> => {
    const found = await find(id, viewer);
    if (!mayView(viewer, ownerKey(found))) throw new OperationError('setting.not-owner', 403, 'The setting belongs to somebody else');
    return found;
  };

  const assertNameFree = async (name: string, owner: { ownerKind: string; ownerId: string }, exceptId: string | null): Promise<void> => {
    const others = await query().findMany({ where: { ownerKind: owner.ownerKind, ownerId: owner.ownerId }, select: ['documentId', 'name'] });
    const wanted = name.toLowerCase();
    const taken = others.some((other) => other.documentId !== exceptId && other.name.toLowerCase() === wanted);
    if (taken) throw conflict('setting.name-taken', 'You have a setting of this name');
  };

  return {
    async list({ target, q, page = 1, pageSize = 25 }: SettingQuery, viewer: Viewer, rights: Rights) {
      const { actor } = viewer;
      const visible = viewer.all ? [] : [{ $or: [{ visibility: 'shared' }, { ownerKind: actor.kind, ownerId: actor.id }] }];
      const [found, total] = await query().findWithCount({
        where: { $and: [...visible, ...(target === undefined ? [] : [{ target }]), ...(q === undefined || q === '' ? [] : [{ name: { $containsi: q } }])] },
        orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
        offset: (page - 1) * pageSize,
        limit: pageSize,
      });
      return { results: found.map((stored) => toDto(stored, viewer, rights)), pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total } };
    },

    async get(id: string, viewer: Viewer, rights: Rights): Promise<ImportSettingDto> {
      return toDto(await find(id, viewer), viewer, rights);
    },

    /** For a job: the whole setting, `fields` included, whatever the starter may see of it. By id, or by name among the visible ones. */
    async load(idOrName: string, viewer: Viewer): Promise<{ id: string; name: string; setting: ImportSettingInput }> {
      const byId = await query().findOne({ where: { documentId: idOrName } });
      const candidates = byId === null ? await query().findMany({ where: { name: idOrName }, orderBy: { id: 'asc' } }) : [byId];
      const visible = candidates.filter((stored) => isVisible(stored, viewer));
      const found = visible.find((stored) => ownerKey(stored) === actorKey(viewer.actor)) ?? visible[0];
      if (found === undefined) throw notFound('import setting');
      return { id: found.documentId, name: found.name, setting: found.setting };
    },

    async create(given: unknown, viewer: Viewer, rights: Rights): Promise<ImportSettingDto> {
      const setting = parseImportSetting(given);
      const name = nameOf(setting);
      assertCsvRight(setting, rights, 'import-csv-settings.add');
      const { actor } = viewer;
      const owner = { ownerKind: actor.kind, ownerId: actor.id, ownerName: actor.name };
      await assertNameFree(name, owner, null);
      const data = { name, target: setting.target, setting: { ...setting, name, version: 1 }, version: 1, visibility: setting.visibility ?? 'private', ...owner };
      return toDto(await query().create({ data }), viewer, rights);
    },

    /**
     * Replaces the setting. `version` is the one that was read: 409 `setting.stale` when somebody saved in between.
     * Without the right to the CSV part, that part stays as it is.
     */
    async update(id: string, given: unknown, viewer: Viewer, rights: Rights): Promise<ImportSettingDto> {
      const setting = parseImportSetting(given);
      const name = nameOf(setting);
      if (setting.version === undefined) throw badRequest('setting.version-missing', 'Give the version that you have read');
      const stored = await findMine(id, viewer);
      assertCsvRight(setting, rights, 'import-csv-settings.edit');
      await assertNameFree(name, stored, id);

      const version = setting.version + 1;
      const kept = rights('import-csv-settings.edit') ? {} : pickCsv(stored.setting);
      const next = { ...setting, ...kept, name, version };
      await replaceVersion(strapi, id, setting.version, {
        name, target: setting.target, setting: JSON.stringify(next), version, visibility: setting.visibility ?? stored.visibility, updated_at: new Date(),
      });
      return toDto(await find(id, viewer), viewer, rights);
    },

    async delete(id: string, viewer: Viewer, rights: Rights): Promise<void> {
      const stored = await findMine(id, viewer);
      assertCsvRight(stored.setting, rights, 'import-csv-settings.delete');
      await query().delete({ where: { documentId: id } });
    },
  };
};

/** The version stands in the WHERE, so that of two who save at the same moment one is told. */
const replaceVersion = (strapi: Core.Strapi, id: string, version: number, columns: Record<string, unknown>): Promise<void> =>
  inTransaction(strapi, async (trx) => {
    const table = strapi.db.metadata.get(IMPORT_SETTING_UID).tableName;
    const changed = await tableIn(strapi, trx, table).where({ document_id: id, version }).update(columns);
    if (changed === 0) throw conflict('setting.stale', 'The setting was changed in the meantime: read it again');
  });

interface StoredSetting {
  documentId: string;
  name: string;
  target: Target;
  setting: ImportSettingInput;
  version: number;
  visibility: 'private' | 'shared';
  ownerKind: Actor['kind'];
  ownerId: string;
  ownerName: string;
  createdAt: string | Date;
  updatedAt: string | Date;
}
interface Repository {
  findOne(params: object): Promise<StoredSetting | null>;
  findMany(params: object): Promise<StoredSetting[]>;
  findWithCount(params: object): Promise<[StoredSetting[], number]>;
  create(params: object): Promise<StoredSetting>;
  delete(params: object): Promise<unknown>;
}

const ownerKey = ({ ownerKind, ownerId }: StoredSetting): string => `${ownerKind}:${ownerId}`;
const isVisible = (stored: StoredSetting, viewer: Viewer): boolean => stored.visibility === 'shared' || mayView(viewer, ownerKey(stored));

const nameOf = ({ name }: ImportSettingInput): string => {
  const trimmed = name?.normalize('NFC').trim() ?? '';
  if (trimmed === '') throw badRequest('setting.name-missing', 'A saved setting needs a name');
  return trimmed;
};

const pickCsv = (setting: ImportSettingInput): Partial<ImportSettingInput> =>
  Object.fromEntries(CSV_KEYS.filter((key) => setting[key] !== undefined).map((key) => [key, setting[key]]));

const assertCsvRight = (setting: ImportSettingInput, rights: Rights, action: 'import-csv-settings.add' | 'import-csv-settings.edit' | 'import-csv-settings.delete'): void => {
  const used = CSV_KEYS.filter((key) => setting[key] !== undefined);
  if (used.length > 0 && !rights(action)) throw new OperationError('forbidden', 403, 'Forbidden', { keys: used });
};

const toDto = (stored: StoredSetting, viewer: Viewer, rights: Rights): ImportSettingDto => {
  const { documentId, name, target, version, visibility, ownerKind, ownerName, createdAt, updatedAt } = stored;
  const setting = { ...stored.setting, name, version, visibility };
  if (!rights('import-csv-settings.view')) for (const key of CSV_KEYS) delete setting[key];
  return {
    id: documentId, name, target, version, visibility, setting,
    owner: { kind: ownerKind, name: ownerName },
    own: ownerKey(stored) === actorKey(viewer.actor),
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  };
};

export type ImportSettings = ReturnType<typeof createImportSettings>;
