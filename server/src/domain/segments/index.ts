export * from './parse-filter';
export * from './segment-fields';
