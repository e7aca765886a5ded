import { runSuites } from '../support/run-suites';

runSuites('mysql');
