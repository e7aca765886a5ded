export { createHeldRows, type HeldRowQuery, type HeldRows } from './create-held-rows';
