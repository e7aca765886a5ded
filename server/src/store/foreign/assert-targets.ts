import type { Core } from '@strapi/strapi';
import { modelOf } from './foreign-type';

/** The configuration's `targets` that cannot be imported into, with the reason; a wrong one stops the start. */
export const findWrongTargets = (strapi: Core.Strapi, targets: readonly string[]): string[] =>
  targets.flatMap((uid) => {
    if (uid.startsWith('plugin::external-contacts.')) return [`${uid} is this plugin's own`];
    const model = modelOf(strapi, uid);
    if (model === undefined) return [`${uid} is no content type of this application`];
    return model.kind === 'collectionType' ? [] : [`${uid} is no collection type`];
  });
