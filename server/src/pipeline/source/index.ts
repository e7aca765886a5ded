export { readBlock, type ReadableBlock } from './read-block';
export { readPart, type PartSummary, type ReadPartOptions } from './read-part';
export { type CutBlock } from './cut-blocks';
export { columnLabels } from './header';
export { sniffContent, spreadsheet, notCsv, type ContentKind } from './sniff-content';
