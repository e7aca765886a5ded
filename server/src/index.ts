import { bootstrap } from './bootstrap';
import { config } from './config';
import { contentTypes } from './content-types';
import { destroy } from './destroy';
import { policies } from './policies';
import { register } from './register';

export default { register, bootstrap, destroy, config, contentTypes, policies };
