import type { MatchItem } from '../../../server/src/contracts';

const OPENED = /^(email|phone)\((.+)\)$/u;

/** The match item behind a label of a plan: `matchLabel`, read back. */
export const parseMatchLabel = (label: string): MatchItem => {
  const [, group, fields] = OPENED.exec(label) ?? [];
  if (group !== undefined && fields !== undefined) return group === 'email' ? { email: fields.split(',') } : { phone: fields.split(',') };
  return label.includes('+') ? label.split('+') : label;
};
