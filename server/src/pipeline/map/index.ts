export { createMapper, type MapperOptions, type MapRow } from './create-mapper';
