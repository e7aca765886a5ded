export { decidedBy } from './decided-by';
export { explainedHashes, explainKeys } from './explain-keys';
export { explainMapping } from './explain-mapping';
export type { ExplainedRow } from './explained-row';
