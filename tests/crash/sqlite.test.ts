import { crashTests } from './crash-tests';

crashTests('sqlite');
