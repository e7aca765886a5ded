import type { Core } from '@strapi/strapi';
import { ATTRIBUTE_PREFIX, conflict, CONSENT_PREFIX, notFound, type AttributeDto, type AttributeInput, type ConsentDto, type ConsentInput, type Definitions } from '../../contracts';
import { createDefinitionStore } from '../../store/definition-store';
import { createDatabase } from '../../store/sql/client';
import { optionsInUse, usesOf } from '../../store/values/value-use';
import { assertCodeFree, checkAttribute, checkCode, checkUnchanged, checkText } from './check-definition';

/** Other nodes learn of a new definition within this time; this one at once. */
const MAX_AGE_MS = 1_000;

/**
 * The fields of contacts that administrators define. They are needed wherever a cell is read, which is no place to wait for a database: the
 * definitions as they were last read are at hand, and every request and every job begins by reading them again if they are old.
 */
export const createDefinitions = ({ strapi }: { strapi: Core.Strapi }) => {
  const store = createDefinitionStore(strapi);
  const database = createDatabase(strapi);
  let known: Definitions = { attributes: [], consents: [] };
  let readMs = -Infinity;

  const read = async (): Promise<Definitions> => {
    const [attributes, consents] = [await store.attributes(), await store.consents()];
    known = { attributes, consents };
    readMs = performance.now();
    return known;
  };
  const refresh = (maxAgeMs = MAX_AGE_MS): Promise<Definitions> => (performance.now() - readMs < maxAgeMs ? Promise.resolve(known) : read());
  /** Writes, and knows of it from then on. */
  const change = async <T>(work: (now: Definitions) => Promise<T>): Promise<T> => {
    const result = await work(await read());
    await read();
    return result;
  };
  const assertUnused = async (field: string): Promise<void> => {
    const by = await usesOf(strapi, database, field);
    if (by !== null) throw conflict('definition.in-use', 'The field is in use and cannot be deleted', { by });
  };

  return {
    current: (): Definitions => known,
    refresh,

    createAttribute: (input: AttributeInput): Promise<AttributeDto> =>
      change((now) => {
        const code = checkCode(input.code);
        assertCodeFree(code, now.attributes);
        return store.createAttribute({ code, ...checkAttribute(input) });
      }),
    updateAttribute: (id: string, input: Partial<AttributeInput>): Promise<AttributeDto> =>
      change(async ({ attributes }) => {
        const old = find(attributes, id, 'attribute');
        checkUnchanged(old, input);
        const { label, description, options } = checkAttribute({ ...old, ...input });
        const gone = old.options.map(({ code }) => code).filter((code) => !options.some((option) => option.code === code));
        const used = await optionsInUse(database, ATTRIBUTE_PREFIX + old.code, gone);
        if (used.length > 0) throw conflict('attribute.option-in-use', 'Contacts have a value that was taken away', { options: used });
        return store.updateAttribute(id, { label, description, options });
      }),
    deleteAttribute: (id: string): Promise<void> =>
      change(async ({ attributes }) => {
        await assertUnused(ATTRIBUTE_PREFIX + find(attributes, id, 'attribute').code);
        await store.deleteAttribute(id);
      }),

    createConsent: (input: ConsentInput): Promise<ConsentDto> =>
      change((now) => {
        const code = checkCode(input.code);
        assertCodeFree(code, now.consents);
        return store.createConsent({ code, ...checkText(input), refusalStands: input.refusalStands ?? false });
      }),
    updateConsent: (id: string, input: Partial<ConsentInput>): Promise<ConsentDto> =>
      change(({ consents }) => {
        const old = find(consents, id, 'consent');
        checkUnchanged(old, input);
        return store.updateConsent(id, { ...checkText({ ...old, ...input }), refusalStands: input.refusalStands ?? old.refusalStands });
      }),
    deleteConsent: (id: string): Promise<void> =>
      change(async ({ consents }) => {
        await assertUnused(CONSENT_PREFIX + find(consents, id, 'consent').code);
        await store.deleteConsent(id);
      }),
    attribute: async (id: string): Promise<AttributeDto> => find((await refresh()).attributes, id, 'attribute'),
    consent: async (id: string): Promise<ConsentDto> => find((await refresh()).consents, id, 'consent'),
  };
};

const find = <T extends { id: string }>(all: readonly T[], id: string, what: string): T => {
  const found = all.find((each) => each.id === id);
  if (found === undefined) throw notFound(what);
  return found;
};

export type DefinitionsService = ReturnType<typeof createDefinitions>;
