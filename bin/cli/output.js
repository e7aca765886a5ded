'use strict';

/** What went wrong with the command's arguments, or what it was asked for: a sentence for a person, no stack. */
class CommandError extends Error {}

const stdout = process.stdout.write.bind(process.stdout);

/** From here on stdout belongs to `print`: whatever Strapi, its plugins or the host application write goes to stderr. */
const keepStdoutClean = () => {
  process.stdout.write = /** @type {typeof process.stdout.write} */ (process.stderr.write.bind(process.stderr));
};

/**
 * Prints to the real stdout, and waits until it is written: process.exit cuts off what a slow pipe has not taken.
 * @param {string} text
 * @returns {Promise<void>}
 */
const print = (text) => new Promise((resolve) => stdout(text, () => resolve()));

/** @param {string} text */
const tell = (text) => {
  process.stderr.write(`${text}\n`);
};

module.exports = { CommandError, keepStdoutClean, print, tell };
