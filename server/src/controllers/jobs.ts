import type { Core } from '@strapi/strapi';
import { givesStatuses, holdsTargetScopes, lacksForSetting, mayDeleteByImport, mayGiveStatuses, mayKeepRules, mayStartUnasked, rightsOf, targetsWritten, type HttpContext } from '../access';
import { OperationError, type JobCreateRequest, type JobFixesRequest, type JobRetryRequest, type ResolvedSetting, type Start, type Target } from '../contracts';
import { serviceOf, type JobQuery } from '../services/interfaces';
import { assertNoBody, readBody, readQuery } from './request/read-input';
import { BODY, NO_KEYS, QUERY } from './request/schemas';
import { param, viewerOf } from './request/viewer-of';

export const job = ({ strapi }: { strapi: Core.Strapi }) => {
  const jobs = () => serviceOf(strapi, 'jobs');

  return {
    async find(ctx: HttpContext): Promise<void> {
      ctx.body = await jobs().list(readQuery<JobQuery>(ctx, QUERY.jobs), viewerOf(ctx));
    },
    async findOne(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      ctx.body = await jobs().get(param(ctx, 'id'), viewerOf(ctx));
    },
    async create(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      const viewer = viewerOf(ctx);
      const request = readBody<JobCreateRequest>(ctx, BODY.job);
      // Before the file is looked for, and again for all that the resolved setting writes.
      assertScopes(ctx, [await serviceOf(strapi, 'import-settings').targetOf(request.setting, viewer)]);
      const assertMayStart = (setting: ResolvedSetting, start: Start): void => {
        assertMayWrite(ctx, setting);
        if (givesStatuses(setting) && !mayGiveStatuses(ctx)) throw new OperationError('forbidden', 403, 'The preset gives statuses to new recipients: that needs the right to edit them', { key: 'preset' });
        if (start !== 'wait' && !mayStartUnasked(ctx)) throw new OperationError('forbidden', 403, 'Importing without asking needs the right to import', { key: 'start' });
      };
      const dto = await jobs().create(request, viewer.actor, { idempotencyKey: ctx.get('Idempotency-Key') || undefined, assertMayStart });
      ctx.status = 201;
      ctx.body = dto;
    },
    async import(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      const viewer = viewerOf(ctx);
      const request = readBody<{ planHash: string }>(ctx, BODY.importJob);
      const { setting, target, plan } = await jobs().get(param(ctx, 'id'), viewer);
      if (setting === undefined) assertScopes(ctx, [target]);
      else assertMayWrite(ctx, setting);
      // The plan may be another person's, who may delete.
      if (plan !== null && plan.delete > 0 && !mayDeleteByImport(ctx, target)) throw new OperationError('forbidden', 403, 'The plan deletes records', { key: 'delete' });
      if (setting !== undefined && givesStatuses(setting) && !mayGiveStatuses(ctx)) throw new OperationError('forbidden', 403, 'The plan gives statuses to new recipients', { key: 'preset' });
      const dto = await jobs().import(param(ctx, 'id'), request, viewer);
      ctx.status = 202;
      ctx.body = dto;
    },
    async undo(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      assertNoBody(ctx);
      const viewer = viewerOf(ctx);
      const { setting, target } = await jobs().get(param(ctx, 'id'), viewer);
      if (setting === undefined) assertScopes(ctx, [target]);
      else assertMayWrite(ctx, setting);
      const dto = await serviceOf(strapi, 'undos').start(param(ctx, 'id'), viewer);
      ctx.status = 202;
      ctx.body = dto;
    },
    async fix(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      const request = readBody<JobFixesRequest>(ctx, BODY.fixJob);
      if (request.keepAsRules === true && !mayKeepRules(ctx)) throw new OperationError('forbidden', 403, 'Keeping rules needs the right to edit settings', { key: 'keepAsRules' });
      const dto = await jobs().fix(param(ctx, 'id'), request, viewerOf(ctx), rightsOf(ctx));
      ctx.status = 202;
      ctx.body = dto;
    },
    async retry(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      const viewer = viewerOf(ctx);
      const request = readBody<JobRetryRequest>(ctx, BODY.retryJob);
      const { setting, target } = await jobs().get(param(ctx, 'id'), viewer);
      if (setting === undefined) assertScopes(ctx, [target]);
      else assertMayWrite(ctx, setting);
      // As for a new job: `start` is no way around the right to import.
      if (request.start !== 'wait' && !mayStartUnasked(ctx)) throw new OperationError('forbidden', 403, 'Importing without asking needs the right to import', { key: 'start' });
      const dto = await jobs().retry(param(ctx, 'id'), request, viewer);
      ctx.status = 202;
      ctx.body = dto;
    },
    async purge(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      assertNoBody(ctx);
      const dto = await serviceOf(strapi, 'retention').purge(param(ctx, 'id'), viewerOf(ctx));
      ctx.status = 202;
      ctx.body = dto;
    },
    async cancel(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      assertNoBody(ctx);
      const dto = await jobs().cancel(param(ctx, 'id'), viewerOf(ctx));
      ctx.status = 202;
      ctx.body = dto;
    },
  };
};

/** Everything that the setting writes: targets, and of a foreign type each field. */
const assertMayWrite = (ctx: HttpContext, setting: ResolvedSetting): void => {
  assertScopes(ctx, targetsWritten(setting));
  const missing = lacksForSetting(ctx, setting);
  if (missing.length > 0) throw new OperationError('forbidden', 403, 'Importing into this type needs the rights of the Content Manager to it', { target: setting.target, missing });
};

const assertScopes = (ctx: HttpContext, targets: readonly Target[]): void => {
  if (!holdsTargetScopes(ctx, targets)) throw new OperationError('forbidden', 403, 'Importing into this target needs its create and update scopes');
};
