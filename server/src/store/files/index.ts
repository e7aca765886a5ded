export { createFileStore, type FileStore, type NewFile, type UploadKey } from './file-store';
export { dialectOfPart, type FileContent, type FileRow } from './file-row';
export type { BlockInfo, StoredBlock } from '../blocks/block-store';
