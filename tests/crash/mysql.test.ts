import { crashTests } from './crash-tests';

crashTests('mysql');
