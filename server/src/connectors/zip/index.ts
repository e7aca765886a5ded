export { openCsvArchive, type CsvArchive } from './open-zip';
export { writeZip, type ZipEntry } from './write-zip';
export { sweepSpooledFiles, withSpooledFile } from './spool';
