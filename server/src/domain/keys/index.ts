export * from './foreign-keys';
export * from './hash-key';
export * from './identifier-fields';
export * from './name-hash';
export * from './normalise';
export * from './record-keys';
export * from './shared-identifiers';
