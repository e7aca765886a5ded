import type { Core } from '@strapi/strapi';
import type { PluginConfig } from '../config';
import type { ResolvedSetting } from '../contracts';
import { hasReportColumns } from '../domain/values';
import { createMapper, type MapRow } from '../pipeline/map';
import { serviceOf } from './interfaces';

/** Reads rows of a file with these columns as a run with this setting does: whoever explains, decides, checks or erases reads them so too. */
export const mapperOf = (strapi: Core.Strapi, setting: ResolvedSetting, columns: readonly string[]): MapRow =>
  createMapper(setting, serviceOf(strapi, 'targets').fields(setting.target), {
    undoFormulaGuard: hasReportColumns(columns),
    defaultCountry: strapi.config.get<PluginConfig['defaultCountry']>('plugin::external-contacts.defaultCountry'),
  });
