import { uidOfTarget, type Target } from '../../../server/src/contracts';

import { PLUGIN_PATH } from '../plugin-id';

const withQuery = (path: string, query: Record<string, string | null | undefined>): string => {
  const params = new URLSearchParams();
  Object.entries(query).forEach(([key, value]) => {
    if (typeof value === 'string' && value !== '') {
      params.set(key, value);
    }
  });
  const search = params.toString();
  return search === '' ? path : `${path}?${search}`;
};

/** Every page's address in one place; the wizard's state is in its query, so that a reload loses nothing. */
export const ADDRESS = {
  imports: `${PLUGIN_PATH}/imports`,
  importSettings: `${PLUGIN_PATH}/import-settings`,
  externalSources: `${PLUGIN_PATH}/external-sources`,
  notifications: `${PLUGIN_PATH}/notifications`,
  access: `${PLUGIN_PATH}/access`,
  /** In Strapi's role editor. */
  role: (id: string) => `/settings/roles/${encodeURIComponent(id)}`,
  audit: (job?: string | null) => withQuery(`${PLUGIN_PATH}/audit`, { job }),
  heldRows: (job?: string | null) => withQuery(`${PLUGIN_PATH}/held-rows`, { job }),
  /** In the Content Manager. */
  record: (target: Target, documentId: string) => `/content-manager/collection-types/${uidOfTarget(target)}/${encodeURIComponent(documentId)}`,
  job: (id: string, row?: number) => withQuery(`${PLUGIN_PATH}/imports/${encodeURIComponent(id)}`, { row: row?.toString() }),
  /** `target`: what was chosen where the person came from. */
  fileStep: (file?: string | null, setting?: string | null, target?: string | null) => withQuery(`${PLUGIN_PATH}/imports/new`, { file, setting, target }),
  profileStep: (file: string, setting?: string | null, target?: string | null) => withQuery(`${PLUGIN_PATH}/imports/new/profile`, { file, setting, target }),
  fieldsStep: (file: string, setting: string) => withQuery(`${PLUGIN_PATH}/imports/new/fields`, { file, setting }),
  /** With a setting that is not saved: this tab holds it. `setting` is the one that it was made from. */
  fieldsStepOnce: (file: string, setting: string | null) => withQuery(`${PLUGIN_PATH}/imports/new/fields`, { file, setting, once: '1' }),
  validationStep: (job: string) => withQuery(`${PLUGIN_PATH}/imports/new/validation`, { job }),
  importStep: (job: string) => withQuery(`${PLUGIN_PATH}/imports/new/import`, { job }),
};
