import { notFound, TARGETS, type Target } from '../../contracts';
import type { HttpContext } from '../../access';
import { param } from './viewer-of';

export const readTarget = (ctx: HttpContext): Target => {
  const target = TARGETS.find((known) => known === param(ctx, 'uid'));
  if (target === undefined) throw notFound('target');
  return target;
};
