export { createFiles, type Files, type FilesOptions, type UploadRequest } from './create-files';
export { toIssue, type FileRecord, type OpenFile } from './read-rows';
