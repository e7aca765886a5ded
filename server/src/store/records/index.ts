export * from './external-ids';
export * from './guard-documents';
export * from './normalise-write';
