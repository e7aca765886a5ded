import { bootstrap } from './bootstrap';
import { config } from './config';
import { contentTypes } from './content-types';
import { controllers } from './controllers';
import { destroy } from './destroy';
import { middlewares } from './middlewares';
import { policies } from './policies';
import { register } from './register';
import { routes } from './routes';
import { description } from './routes/description-controller';
import { services } from './services';

export default { register, bootstrap, destroy, config, contentTypes, controllers: { ...controllers, description }, middlewares, policies, routes, services };
