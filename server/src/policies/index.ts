import { hasActions } from './has-actions';

export const policies = { 'has-actions': hasActions };
