#!/usr/bin/env node
'use strict';

const { main } = require('./cli/main');

void main(process.argv.slice(2)).then((code) => {
  // Strapi leaves timers and pools behind; what was printed has been flushed by `print`.
  process.exit(code);
});
