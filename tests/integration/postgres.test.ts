import { runSuites } from '../support/run-suites';

runSuites('postgres');
