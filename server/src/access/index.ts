export * from './actions';
export * from './actor-of';
export * from './http-context';
export * from './request-state';
export * from './requirement';
export * from './rights-of';
export * from './target-scopes';
export * from './viewer';
