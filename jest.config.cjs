'use strict';

/**
 * One project per kind of test, so that `jest --selectProjects unit` stays fast. Everything under tests/ is TypeScript;
 * what Strapi loads (the built plugin, the compiled playground, node_modules) is JavaScript and is left as it is.
 */
const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022', transform: { react: { runtime: 'automatic' } } } }],
  },
  transformIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.tmp/'],
  watchPathIgnorePatterns: ['/dist/', '/.tmp/', '/.cache/'],
};

const project = (displayName, testMatch, setup = []) => ({ ...shared, displayName, testMatch, setupFilesAfterEnv: setup });

const slow = ['<rootDir>/tests/support/slow-tests.ts'];

module.exports = {
  maxWorkers: 2,
  // Each integration test boots a Strapi: a worker that has run one is replaced before it grows too big.
  workerIdleMemoryLimit: '1GB',
  projects: [
    project('unit', ['<rootDir>/tests/unit/**/*.test.{ts,tsx}']),
    project('contract', ['<rootDir>/tests/contract/**/*.test.ts'], slow),
    project('architecture', ['<rootDir>/tests/architecture/**/*.test.ts']),
    { ...project('integration', ['<rootDir>/tests/integration/*.test.ts'], slow), globalSetup: '<rootDir>/tests/support/find-databases.ts' },
    { ...project('crash', ['<rootDir>/tests/crash/*.test.ts'], slow), globalSetup: '<rootDir>/tests/support/find-databases.ts' },
    { ...project('cluster', ['<rootDir>/tests/cluster/*.test.ts'], slow), globalSetup: '<rootDir>/tests/support/find-databases.ts' },
    project('browser', ['<rootDir>/tests/browser/**/*.test.ts'], slow),
    { ...project('package', ['<rootDir>/tests/integration/package/**/*.test.ts'], slow), globalSetup: '<rootDir>/tests/support/find-databases.ts' },
  ],
};
