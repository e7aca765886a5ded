import { OperationError } from '../../contracts';
import type { HttpContext, Viewer } from '../../access';

/** Left by the policy has-actions; a route without it answers nobody. */
export const viewerOf = (ctx: HttpContext): Viewer => {
  const { viewer } = ctx.state;
  if (viewer === undefined) throw new OperationError('forbidden', 403, 'Forbidden');
  return viewer;
};

export const param = (ctx: HttpContext, name: string): string => ctx.params[name] ?? '';
