import type { Core } from '@strapi/strapi';

/** The application's locales, and the one that holds where nothing else is said. */
export const readLocales = async (strapi: Core.Strapi): Promise<{ codes: string[]; standard: string | null }> => {
  const service = strapi.plugin('i18n')?.service('locales') as unknown as { find(): Promise<{ code: string }[]>; getDefaultLocale(): Promise<string> } | undefined;
  if (service === undefined) return { codes: [], standard: null };
  return { codes: (await service.find()).map(({ code }) => code), standard: await service.getDefaultLocale() };
};
