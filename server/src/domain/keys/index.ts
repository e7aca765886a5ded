export * from './hash-key';
export * from './normalise';
export * from './record-keys';
