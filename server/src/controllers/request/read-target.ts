import type { Core } from '@strapi/strapi';
import { notFound, type Target } from '../../contracts';
import type { HttpContext } from '../../access';
import { serviceOf } from '../../services/interfaces';
import { param } from './viewer-of';

/** A target that the administrator allows. */
export const readTarget = (strapi: Core.Strapi, ctx: HttpContext): Target => {
  const uid = param(ctx, 'uid');
  if (!serviceOf(strapi, 'targets').isAllowed(uid)) throw notFound('target');
  return uid;
};
