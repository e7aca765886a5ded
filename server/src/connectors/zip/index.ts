export { openCsvArchive, type CsvArchive } from './open-zip';
export { sweepSpooledFiles, withSpooledFile } from './spool';
