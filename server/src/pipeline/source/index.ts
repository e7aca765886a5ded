export { readBlock, type ReadableBlock } from './read-block';
export { maskRows } from './mask-rows';
export { readPart, type PartSummary, type ReadPartOptions } from './read-part';
export { type CutBlock } from './cut-blocks';
export { columnLabels } from './header';
export { sniffContent, spreadsheet, notCsv, type ContentKind } from './sniff-content';
