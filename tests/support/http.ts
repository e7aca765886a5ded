import supertest from 'supertest';
import type { TestApp } from './boot-strapi';

export type Agent = ReturnType<typeof supertest.agent>;

/** Requests as nobody. */
export const anonymous = (app: TestApp): Agent => supertest.agent(app.url);

/** Requests with a bearer token: an administrator's session (`/external-contacts/…`) or an API token (`/api/external-contacts/…`). */
export const withToken = (app: TestApp, token: string): Agent => supertest.agent(app.url).auth(token, { type: 'bearer' });
