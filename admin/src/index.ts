import type { StrapiApp } from '@strapi/strapi/admin';
import { User } from '@strapi/icons';

import { PLUGIN_ID } from './plugin-id';
import { contentManagerLabels } from './utils/content-manager-labels';
import { prefixKeys } from './utils/prefix-keys';
import { toPermission } from './utils/rights';

const TRANSLATIONS: Record<string, () => Promise<{ default: Record<string, string> }>> = {
  en: () => import('./translations/en.json'),
  fr: () => import('./translations/fr.json'),
  cs: () => import('./translations/cs.json'),
};

export default {
  register(app: StrapiApp) {
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}`,
      icon: User,
      intlLabel: { id: `${PLUGIN_ID}.plugin.name`, defaultMessage: 'External contacts' },
      permissions: [toPermission('import-job.view'), toPermission('import-job.view-all')],
      Component: () => import('./App').then((module) => ({ default: module.App })),
    });
    app.registerPlugin({ id: PLUGIN_ID, name: PLUGIN_ID });
  },

  registerTrads({ locales }: { locales: string[] }) {
    return Promise.all(
      locales.map(async (locale) => {
        const load = TRANSLATIONS[locale];
        const messages = load === undefined ? {} : (await load()).default;
        return { locale, data: { ...prefixKeys(messages), ...contentManagerLabels(messages) } };
      }),
    );
  },
};
