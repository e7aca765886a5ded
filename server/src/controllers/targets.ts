import type { Core } from '@strapi/strapi';
import { rightsToTarget, type HttpContext } from '../access';
import { fileNameOf, isOwnTarget } from '../contracts';
import { serviceOf } from '../services/interfaces';
import { readBody, readQuery } from './request/read-input';
import { readTarget } from './request/read-target';
import { BODY, NO_KEYS, QUERY } from './request/schemas';
import { CSV, sendFile } from './request/send-file';
import { viewerOf } from './request/viewer-of';

export const target = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    const results = (await serviceOf(strapi, 'targets').list()).map((each) => ({ ...each, rights: rightsToTarget(ctx, each.uid) }));
    // What somebody may not write at all is no choice.
    ctx.body = { results: results.filter(({ uid, rights }) => isOwnTarget(uid) || rights.create || rights.update) };
  },
});

export const targetField = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    ctx.body = { results: await serviceOf(strapi, 'targets').fields(readTarget(strapi, ctx)) };
  },
});

export const targetTemplate = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    const { sample, preset } = readQuery<{ sample?: string; preset?: string }>(ctx, QUERY.template);
    const uid = readTarget(strapi, ctx);
    const content = await serviceOf(strapi, 'presets').templateCsv(uid, { sample: sample === '1' || sample === 'true', preset });
    sendFile(ctx, { name: `${preset ?? fileNameOf(uid)}-template.csv`, type: CSV, content });
  },
});

/** Reads only, so it is named `find`, although the file's id comes in a body. */
export const targetMapping = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    const { file, preset } = readBody<{ file: string; preset?: string }>(ctx, BODY.mapping);
    const { columns } = await serviceOf(strapi, 'files').get(file, viewerOf(ctx));
    ctx.body = { results: await serviceOf(strapi, 'presets').mapping(readTarget(strapi, ctx), columns, preset) };
  },
});
