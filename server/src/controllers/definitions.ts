import type { Core } from '@strapi/strapi';
import type { HttpContext } from '../access';
import type { AttributeInput, ConsentInput } from '../contracts';
import { knownValues, knownValuesCsv } from '../services/definitions/known-values';
import { serviceOf } from '../services/interfaces';
import { readBody, readQuery } from './request/read-input';
import { BODY, NO_KEYS, QUERY } from './request/schemas';
import { CSV, sendFile } from './request/send-file';
import { param, viewerOf } from './request/viewer-of';

export const attribute = ({ strapi }: { strapi: Core.Strapi }) => {
  const definitions = () => serviceOf(strapi, 'definitions');
  return {
    async find(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      ctx.body = { results: (await definitions().refresh()).attributes };
    },
    async findOne(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      ctx.body = await definitions().attribute(param(ctx, 'id'));
    },
    async create(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      const created = await definitions().createAttribute(readBody<AttributeInput>(ctx, BODY.attribute));
      ctx.status = 201;
      ctx.body = created;
    },
    async update(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      ctx.body = await definitions().updateAttribute(param(ctx, 'id'), readBody<Partial<AttributeInput>>(ctx, BODY.attribute));
    },
    async delete(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      await definitions().deleteAttribute(param(ctx, 'id'));
      ctx.status = 204;
      ctx.body = null;
    },
  };
};

export const consent = ({ strapi }: { strapi: Core.Strapi }) => {
  const definitions = () => serviceOf(strapi, 'definitions');
  return {
    async find(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      ctx.body = { results: (await definitions().refresh()).consents };
    },
    async findOne(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      ctx.body = await definitions().consent(param(ctx, 'id'));
    },
    async create(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      const created = await definitions().createConsent(readBody<ConsentInput>(ctx, BODY.consent));
      ctx.status = 201;
      ctx.body = created;
    },
    async update(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      ctx.body = await definitions().updateConsent(param(ctx, 'id'), readBody<Partial<ConsentInput>>(ctx, BODY.consent));
    },
    async delete(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      await definitions().deleteConsent(param(ctx, 'id'));
      ctx.status = 204;
      ctx.body = null;
    },
  };
};

/** Codes and labels, for whoever fills in a file. */
export const attributeValue = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    const { q, page = 1, pageSize = 25 } = readQuery<{ q?: string; page?: number; pageSize?: number }>(ctx, QUERY.attributeValues);
    const all = knownValues(await serviceOf(strapi, 'definitions').refresh(), q);
    const results = all.slice((page - 1) * pageSize, page * pageSize);
    ctx.body = { results, pagination: { page, pageSize, pageCount: Math.ceil(all.length / pageSize), total: all.length } };
  },
});

export const attributeValueFile = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    const { q } = readQuery<{ q?: string }>(ctx, QUERY.attributeValueFile);
    sendFile(ctx, { name: 'values.csv', type: CSV, content: knownValuesCsv(knownValues(await serviceOf(strapi, 'definitions').refresh(), q)) });
  },
});

export const contactValue = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    ctx.body = await serviceOf(strapi, 'contact-values').get(param(ctx, 'id'));
  },
  async update(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    const { values } = readBody<{ values: Record<string, unknown> }>(ctx, BODY.contactValues);
    ctx.body = await serviceOf(strapi, 'contact-values').set(param(ctx, 'id'), values, viewerOf(ctx).actor);
  },
});
