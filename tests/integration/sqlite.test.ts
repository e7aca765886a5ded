import { runSuites } from '../support/run-suites';

runSuites('sqlite');
