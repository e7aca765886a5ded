'use strict';

const { existsSync, readFileSync } = require('node:fs');
const { assertMay } = require('./actor');
const { CommandError } = require('./output');

/**
 * `--setting`: the path of a JSON file gives the setting itself, anything else is the name of a saved one.
 * @param {string} given
 * @returns {string | import('./services').ImportSettingInput}
 */
const readSetting = (given) => {
  if (!given.endsWith('.json') && !existsSync(given)) return given;
  /** @type {unknown} */
  let parsed;
  try {
    parsed = JSON.parse(readFileSync(given, 'utf8'));
  } catch (cause) {
    throw new CommandError(`Cannot read the setting ${given}: ${/** @type {Error} */ (cause).message}`, { cause });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new CommandError(`${given} does not hold an import setting`);
  // The service checks every key when it gets it.
  return /** @type {import('./services').ImportSettingInput} */ (parsed);
};

/**
 * What the job is made with: the id of a saved setting, or the setting itself when it has no name (it is used once, not saved).
 * @param {import('./services').App} app
 * @param {string | import('./services').ImportSettingInput} given
 * @param {import('./services').Person} person
 * @returns {Promise<string | import('./services').ImportSettingInput>}
 */
const prepareSetting = async (app, given, person) => {
  const settings = app.service('import-settings');
  if (typeof given === 'string') return (await settings.load(given, person.viewer)).id;
  if (given.name === undefined) return given;
  assertMay(person, 'import-settings.add');
  try {
    return (await settings.create(given, person.viewer, person.rights)).id;
  } catch (error) {
    if (codeOf(error) !== 'setting.name-taken') throw error;
  }
  const own = await settings.load(given.name, person.viewer);
  const { version, ...stored } = own.setting;
  if (sameKeys(stored, given)) return own.id;
  assertMay(person, 'import-settings.edit');
  return (await settings.update(own.id, { ...given, version: version ?? 1 }, person.viewer, person.rights)).id;
};

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Error && 'code' in error ? error.code : null);

/**
 * @param {object} stored
 * @param {object} given
 */
const sameKeys = (stored, given) => {
  const order = (/** @type {object} */ value) => JSON.stringify(Object.entries(value).filter(([key]) => key !== 'version').sort(([a], [b]) => a.localeCompare(b)));
  return order(stored) === order(given);
};

/**
 * `--create-source`: the external source that the setting names, unless it is there.
 * @param {import('./services').App} app
 * @param {string | import('./services').ImportSettingInput} setting
 * @param {import('./services').Person} person
 */
const createSource = async (app, setting, person) => {
  const name = typeof setting === 'string' ? (await app.service('import-settings').load(setting, person.viewer)).setting.externalSource : setting.externalSource;
  if (!name || (await app.service('external-sources').findByName(name)) !== null) return;
  assertMay(person, 'external-source.add');
  await app.service('external-sources').create({ name });
};

/**
 * `--preset`: in the setting, or for want of one the whole of it.
 * @param {import('./services').App} app
 * @param {string | import('./services').ImportSettingInput | null} given
 * @param {{ preset: string | undefined, person: import('./services').Person }} options
 * @returns {Promise<string | import('./services').ImportSettingInput | null>}
 */
const withPreset = async (app, given, { preset, person }) => {
  if (preset === undefined) return given;
  const named = await app.service('presets').named(preset);
  if (given !== null) {
    const setting = typeof given === 'string' ? (await app.service('import-settings').load(given, person.viewer)).setting : given;
    const { name: _name, version: _version, ...rest } = setting;
    return { ...rest, preset };
  }
  if (named === null || named.target === null) throw new CommandError(`The preset ${preset} is for every target: say which with --setting`);
  return { target: named.target, preset };
};

module.exports = { createSource, prepareSetting, readSetting, withPreset };
