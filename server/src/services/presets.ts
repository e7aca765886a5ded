import type { Core } from '@strapi/strapi';
import type { PluginConfig } from '../config';
import { badRequest, conflict, notFound, OperationError, type Preset, type PresetDto, type PresetOrigin, type SuggestedMapping, type Target } from '../contracts';
import { findPresetColumn, parsePreset, presetMappings } from '../domain/preset';
import { SHIPPED_PRESETS } from '../formats';
import { presetTemplateCsv } from '../pipeline/report';
import { createPresetStore, type StoredPreset } from '../store/preset-store';
import { createDatabase } from '../store/sql/client';
import { serviceOf } from './interfaces';

/** Presets: those that ship, those of the configuration, which replace shipped ones of the same name, and those that administrators have added. */
export const createPresets = ({ strapi }: { strapi: Core.Strapi }) => {
  const store = createPresetStore(createDatabase(strapi));
  const parse = (input: unknown): Preset => parsePreset(input, (target) => serviceOf(strapi, 'targets').fields(target));
  const configured = (): Preset[] => strapi.config.get<PluginConfig['presets']>('plugin::external-contacts.presets');

  /** Without those of the database. */
  const fixed = (): PresetDto[] => {
    const own = configured();
    const replaced = new Set(own.map(({ name }) => name));
    const shipped = SHIPPED_PRESETS.filter(({ name }) => !replaced.has(name));
    return [...shipped.map((preset) => toDto(preset, 'shipped')), ...own.map((preset) => toDto(preset, 'configured'))];
  };

  const all = async (): Promise<PresetDto[]> => {
    const known = fixed();
    const names = new Set(known.map(({ name }) => name));
    // A configuration may have taken the name since.
    return [...known, ...(await store.list()).filter(({ name }) => !names.has(name)).map(ofStored)];
  };

  const find = async (name: string): Promise<PresetDto | null> => {
    const known = fixed().find((preset) => preset.name === name);
    if (known !== undefined) return known;
    const stored = await store.find(name);
    return stored === null ? null : ofStored(stored);
  };

  const get = async (name: string): Promise<PresetDto> => {
    const found = await find(name);
    if (found === null) throw notFound('preset');
    return found;
  };

  const getAdded = async (name: string): Promise<PresetDto> => {
    const found = await get(name);
    if (found.origin !== 'added') throw conflict('preset.read-only', 'This preset is no added one: it ships with the plugin or stands in the configuration', { name });
    return found;
  };

  /** The preset that a setting names; null where it names none. Throws 400 `preset.unknown`. */
  const named = async (name: string | null | undefined): Promise<PresetDto | null> => {
    if (name === undefined || name === null || name === '') return null;
    const found = await find(name);
    if (found === null) throw badRequest('preset.unknown', `There is no preset ${name}`, { preset: name });
    return found;
  };

  /** The same, for a target that it must fit. */
  const namedFor = async (target: Target, name: string | undefined): Promise<PresetDto | null> => {
    const preset = await named(name);
    if (preset !== null && preset.target !== null && preset.target !== target) {
      throw badRequest('preset.other-target', `The preset ${preset.name} is for ${preset.target}`, { preset: preset.name, target: preset.target });
    }
    return preset;
  };

  return {
    all,
    get,
    named,
    async list({ target }: { target?: Target }): Promise<PresetDto[]> {
      return (await all()).filter((preset) => target === undefined || preset.target === null || preset.target === target);
    },
    async create(given: unknown): Promise<PresetDto> {
      const preset = parse(given);
      if ((await find(preset.name)) !== null || !(await store.add(preset.name, JSON.stringify(preset)))) throw conflict('preset.name-taken', 'There is a preset of this name', { name: preset.name });
      return get(preset.name);
    },
    /** Takes what `get` gives. `version` is the one that was read; the name stays, since settings call the preset by it. */
    async update(name: string, given: Record<string, unknown>): Promise<PresetDto> {
      const { version, id: _id, origin: _origin, ...rest } = given;
      await getAdded(name);
      if (!Number.isInteger(version)) throw badRequest('preset.version-missing', 'Give the version that you have read');
      const preset = parse(rest);
      if (preset.name !== name) throw badRequest('preset.name-fixed', 'A preset keeps its name: settings call it by that', { name });
      if (!(await store.replace(name, version as number, JSON.stringify(preset)))) throw conflict('preset.stale', 'The preset was changed in the meantime: read it again');
      return get(name);
    },
    async delete(name: string): Promise<void> {
      await getAdded(name);
      await store.delete(name);
    },
    /** An empty file of a target, or of one of its presets. */
    async templateCsv(target: Target, { sample, preset }: { sample: boolean; preset?: string | undefined }): Promise<string> {
      const found = await namedFor(target, preset);
      // A preset that names no columns of its own takes the target's.
      return found === null || found.columns.length === 0 ? serviceOf(strapi, 'targets').templateCsv(target, { sample }) : presetTemplateCsv(found, { sample });
    },
    /** A field for each column of a file: as the preset has it, else as its header suggests. */
    async mapping(target: Target, columns: readonly string[], name?: string): Promise<SuggestedMapping[]> {
      const suggested = serviceOf(strapi, 'targets').mapping(target, columns);
      const preset = await namedFor(target, name);
      return preset === null ? suggested : throughPreset(suggested, preset, columns);
    },
    /** At start-up: a preset of the configuration that is none stops it with the reason. */
    assertConfigured(): void {
      for (const each of configured()) {
        try {
          parse(each);
        } catch (cause) {
          if (!(cause instanceof OperationError)) throw cause;
          throw new Error(`external-contacts: wrong configuration: presets: ${cause.message}`, { cause });
        }
      }
    },
  };
};

const throughPreset = (suggested: readonly SuggestedMapping[], preset: Preset, columns: readonly string[]): SuggestedMapping[] => {
  const byColumn = new Map(presetMappings(preset, columns).map((mapping) => [mapping.columnIndex, mapping]));
  const taken = new Set([...byColumn.values()].map(({ field }) => field));
  return suggested.map((each) => {
    const mapping = byColumn.get(each.columnIndex);
    if (mapping !== undefined) return { columnIndex: each.columnIndex, column: each.column, field: mapping.field, confidence: 'exact' };
    const isOurs = preset.strict === true || findPresetColumn(preset, each.column) !== undefined || (each.field !== null && taken.has(each.field));
    return isOurs ? { ...each, field: null, confidence: null } : each;
  });
};

const toDto = (preset: Preset, origin: PresetOrigin, version: number | null = null): PresetDto => ({ ...preset, id: preset.name, origin, version });
/** It was checked when it was saved; fields that have gone since are found when a job is made of it. */
const ofStored = ({ preset, version }: StoredPreset): PresetDto => toDto(JSON.parse(preset) as Preset, 'added', version);

export type Presets = ReturnType<typeof createPresets>;
