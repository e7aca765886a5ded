import type { Core } from '@strapi/strapi';
import { SEGMENT_UID, type SegmentGroup, type Target } from '../contracts';

export interface StoredSegment {
  documentId: string;
  name: string;
  description: string | null;
  target: Target;
  filter: SegmentGroup;
  createdAt: string | Date;
  updatedAt: string | Date;
}
interface Repository {
  findOne(params: object): Promise<StoredSegment | null>;
  findMany(params: object): Promise<StoredSegment[]>;
  create(params: object): Promise<StoredSegment>;
  update(params: object): Promise<StoredSegment>;
  delete(params: object): Promise<unknown>;
}

export const createSegmentStore = (strapi: Core.Strapi) => {
  const query = (): Repository => strapi.db.query(SEGMENT_UID as never) as unknown as Repository;
  return {
    find: (documentId: string) => query().findOne({ where: { documentId } }),
    list: (where: { target?: Target }) => query().findMany({ where, orderBy: [{ name: 'asc' }, { id: 'asc' }] }),
    create: (data: Pick<StoredSegment, 'name' | 'description' | 'target' | 'filter'>) => query().create({ data }),
    update: (documentId: string, data: Partial<StoredSegment>) => query().update({ where: { documentId }, data }),
    delete: (documentId: string) => query().delete({ where: { documentId } }),
  };
};
