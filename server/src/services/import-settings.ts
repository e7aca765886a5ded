import type { Core } from '@strapi/strapi';
import { mayView, type Rights, type Viewer } from '../access';
import { actorKey, badRequest, conflict, notFound, OperationError, type Actor, type CellRule, type ImportSettingInput, type Target } from '../contracts';
import { parseImportSetting } from '../domain/setting';
import { createImportSettingStore, type StoredSetting } from '../store/import-setting-store';
import { serviceOf } from './interfaces';

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
export interface Page<T> {
  results: T[];
  pagination: { page: number; pageSize: number; pageCount: number; total: number };
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
  const store = createImportSettingStore(strapi);

  const find = async (id: string, viewer: Viewer): Promise<StoredSetting> => {
    const found = await store.find(id);
    if (found === null || !isVisible(found, viewer)) throw notFound('import setting');
    return found;
  };

  /** A shared setting is seen by all, changed by its owner or by who may view all. */
  const findMine = async (id: string, viewer: Viewer): Promise<StoredSetting> => {
    const found = await find(id, viewer);
    if (!mayView(viewer, ownerKey(found))) throw new OperationError('setting.not-owner', 403, 'The setting belongs to somebody else');
    return found;
  };

  const load = async (idOrName: string, viewer: Viewer): Promise<{ id: string; name: string; setting: ImportSettingInput }> => {
    const byId = await store.find(idOrName);
    const candidates = byId === null ? await store.findByName(idOrName) : [byId];
    const visible = candidates.filter((stored) => isVisible(stored, viewer));
    const found = visible.find((stored) => ownerKey(stored) === actorKey(viewer.actor)) ?? visible[0];
    if (found === undefined) throw notFound('import setting');
    return { id: found.documentId, name: found.name, setting: found.setting };
  };

  const assertNameFree = async (name: string, owner: { ownerKind: string; ownerId: string }, exceptId: string | null): Promise<void> => {
    const others = await store.findOfOwner(owner);
    const wanted = name.toLowerCase();
    const taken = others.some((other) => other.documentId !== exceptId && other.name.toLowerCase() === wanted);
    if (taken) throw conflict('setting.name-taken', 'You have a setting of this name');
  };

  return {
    async list({ target, q, page = 1, pageSize = 25 }: SettingQuery, viewer: Viewer, rights: Rights): Promise<Page<ImportSettingDto>> {
      const filter = { ...(target === undefined ? {} : { target }), ...(q === undefined ? {} : { q }), ...(viewer.all ? {} : { visibleTo: viewer.actor }) };
      const [found, total] = await store.list(filter, { offset: (page - 1) * pageSize, limit: pageSize });
      return { results: found.map((stored) => toDto(stored, viewer, rights)), pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total } };
    },

    async get(id: string, viewer: Viewer, rights: Rights): Promise<ImportSettingDto> {
      return toDto(await find(id, viewer), viewer, rights);
    },

    /** For a job: the whole setting, `fields` included, whatever the starter may see of it. By id, or by name among the visible ones. */
    load,

    /** What a job of this setting, saved or not, will write to. */
    async targetOf(setting: string | object, viewer: Viewer): Promise<Target> {
      return typeof setting === 'string' ? (await load(setting, viewer)).setting.target : parseImportSetting(setting).target;
    },

    async create(given: unknown, viewer: Viewer, rights: Rights): Promise<ImportSettingDto> {
      const setting = parseImportSetting(given);
      const name = nameOf(setting);
      await serviceOf(strapi, 'presets').named(setting.preset);
      assertCsvRight(setting, rights, 'import-csv-settings.add');
      const { actor } = viewer;
      const owner = { ownerKind: actor.kind, ownerId: actor.id, ownerName: actor.name };
      await assertNameFree(name, owner, null);
      const { target, visibility = 'private' } = setting;
      return toDto(await store.create({ name, target, setting: { ...setting, name, version: 1 }, version: 1, visibility, ...owner }), viewer, rights);
    },

    /**
     * Replaces the setting. `version` is the one that was read: 409 `setting.stale` when somebody saved in between.
     * Without the right to the CSV part, that part stays as it is.
     */
    async update(id: string, given: unknown, viewer: Viewer, rights: Rights): Promise<ImportSettingDto> {
      const setting = parseImportSetting(given);
      const name = nameOf(setting);
      await serviceOf(strapi, 'presets').named(setting.preset);
      if (setting.version === undefined) throw badRequest('setting.version-missing', 'Give the version that you have read');
      const stored = await findMine(id, viewer);
      assertCsvRight(setting, rights, 'import-csv-settings.edit');
      await assertNameFree(name, stored, id);

      const version = setting.version + 1;
      const kept = rights('import-csv-settings.edit') ? {} : pickCsv(stored.setting);
      const next = { name, target: setting.target, setting: { ...setting, ...kept, name, version }, version, visibility: setting.visibility ?? stored.visibility };
      const replaced = await store.replace(id, setting.version, next);
      if (!replaced) throw conflict('setting.stale', 'The setting was changed in the meantime: read it again');
      return toDto(await find(id, viewer), viewer, rights);
    },

    /** Throws what `addRules` would, before anything else is written. */
    async assertMayAddRules(id: string, rules: readonly CellRule[], viewer: Viewer): Promise<void> {
      withRules((await findMine(id, viewer)).setting, rules);
    },

    /** Adds rules that the setting does not have yet, whatever else was saved in between. */
    async addRules(id: string, rules: readonly CellRule[], viewer: Viewer): Promise<void> {
      for (let tries = 0; tries < 3; tries += 1) {
        const { setting, version, name, target, visibility } = await findMine(id, viewer);
        const extended = withRules(setting, rules);
        if (extended === null) return;
        const next = { ...extended, version: version + 1 };
        if (await store.replace(id, version, { name, target, setting: next, version: version + 1, visibility })) return;
      }
      throw conflict('setting.stale', 'The setting was changed in the meantime: read it again');
    },

    async delete(id: string, viewer: Viewer, rights: Rights): Promise<void> {
      const stored = await findMine(id, viewer);
      assertCsvRight(stored.setting, rights, 'import-csv-settings.delete');
      await store.delete(id);
    },
  };
};

/** null where it has them all. Throws `setting.invalid` where there would be more, or longer ones, than a setting may have: it could not be read any more. */
const withRules = (setting: ImportSettingInput, rules: readonly CellRule[]): ImportSettingInput | null => {
  const keyOf = ({ column, from, to }: CellRule): string => JSON.stringify([column, from, to]);
  const known = setting.rules ?? [];
  const keys = new Set(known.map(keyOf));
  const added = rules.filter((rule) => !keys.has(keyOf(rule)));
  // The last rule of a value wins: what was corrected now is what is meant.
  return added.length === 0 ? null : parseImportSetting({ ...setting, rules: [...known, ...added] });
};

const ownerKey = ({ ownerKind: kind, ownerId: id }: StoredSetting): string => actorKey({ kind, id });
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
