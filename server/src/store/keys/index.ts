export * from './keep-keys';
export * from './key-rows';
export * from './reindex';
