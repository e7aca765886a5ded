export { suggestMapping } from './suggest-mapping';
