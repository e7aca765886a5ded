export * from './export-records';
export * from './external-ids';
export * from './guard-documents';
export * from './normalise-write';
export * from './guard-sources';
export * from './hide-merged';
export { writeStatuses } from './write-statuses';
