'use strict';

const { closeSync, existsSync, openSync, readSync, statSync } = require('node:fs');
const path = require('node:path');
const { CommandError } = require('./output');

/** Enough for the header of any file that a person has opened in a spreadsheet. */
const HEADER_BYTES = 1024 * 1024;

/**
 * @param {string} file
 * @returns {string} its whole path
 */
const existingFile = (file) => {
  const filename = path.resolve(file);
  if (!existsSync(filename) || !statSync(filename).isFile()) throw new CommandError(`No such file: ${filename}`);
  return filename;
};

/**
 * Whether the first line looks like one of our reports, so that a forgotten `--setting` is told before anything is started. What the file
 * says is read by the plugin itself.
 * @param {string} filename
 */
const hasReportHeader = (filename) => {
  const buffer = Buffer.alloc(HEADER_BYTES);
  const descriptor = openSync(filename, 'r');
  const size = readSync(descriptor, buffer, 0, HEADER_BYTES, 0);
  closeSync(descriptor);
  // UTF-16, as spreadsheets may write it, has a zero byte beside each of these letters.
  const [line = ''] = buffer.toString('latin1', 0, size).replaceAll('\0', '').split(/[\r\n]/u);
  return line.toLowerCase().includes('import:job');
};

module.exports = { existingFile, hasReportHeader };
