export * from './field-contract';
export * from './contact-fields';
export * from './organization-fields';
export * from './build-catalogue';
export * from './defined-fields';
export * from './missing-required';
export * from './identifiers';
