import type { StrapiApp } from '@strapi/strapi/admin';
import { Upload, User } from '@strapi/icons';

import { ListViewActions } from './components/ListViewActions';
import { RecordOriginPanel } from './components/RecordOriginPanel';
import { PLUGIN_ID, PLUGIN_PATH } from './plugin-id';
import { contentManagerLabels } from './utils/content-manager-labels';
import { prefixKeys } from './utils/prefix-keys';
import { toPermission } from './utils/rights';

const TRANSLATIONS: Record<string, () => Promise<{ default: Record<string, string> }>> = {
  en: () => import('./translations/en.json'),
  fr: () => import('./translations/fr.json'),
  cs: () => import('./translations/cs.json'),
};

const SEES_IMPORTS = [toPermission('import-job.view'), toPermission('import-job.view-all')];

/** What we use of the Content Manager; its own package is not one that plugins depend on. */
interface ContentManagerApis {
  addEditViewSidePanel(panels: (typeof RecordOriginPanel)[]): void;
}

export default {
  register(app: StrapiApp) {
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}`,
      icon: User,
      intlLabel: { id: `${PLUGIN_ID}.plugin.name`, defaultMessage: 'External contacts' },
      permissions: SEES_IMPORTS,
      Component: () => import('./App').then((module) => ({ default: module.App })),
    });
    app.widgets.register({
      id: 'recent-imports',
      pluginId: PLUGIN_ID,
      icon: Upload,
      title: { id: `${PLUGIN_ID}.widget.title`, defaultMessage: 'Recent imports' },
      link: { label: { id: `${PLUGIN_ID}.widget.all`, defaultMessage: 'All imports' }, href: PLUGIN_PATH },
      permissions: SEES_IMPORTS,
      component: () => import('./components/RecentImports').then((module) => module.RecentImports),
    });
    app.registerPlugin({ id: PLUGIN_ID, name: PLUGIN_ID });
  },

  bootstrap(app: StrapiApp) {
    const contentManager = app.getPlugin('content-manager');
    contentManager.injectComponent('listView', 'actions', { name: `${PLUGIN_ID}.list-view-actions`, Component: ListViewActions });
    (contentManager.apis as unknown as ContentManagerApis).addEditViewSidePanel([RecordOriginPanel]);
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
