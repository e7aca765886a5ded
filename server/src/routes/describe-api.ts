import type * as yup from 'yup';
import { ENDPOINTS, type Endpoint } from './endpoints';

const ERROR = { $ref: '#/components/schemas/Error' };

/** The OpenAPI 3.1 document of the routes, made from the same table and the same checks as the routes themselves. */
export const describeApi = ({ prefix, contentApi }: { prefix: string; contentApi: boolean }): Record<string, unknown> => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of ENDPOINTS) {
    if (endpoint.only === (contentApi ? 'admin' : 'content-api')) continue;
    const path = openApiPath(endpoint.path);
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: describeEndpoint(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'External contacts', version: '1', description: 'Contacts, organizations and their import.' },
    servers: [{ url: prefix }],
    security: [{ bearer: [] }],
    paths,
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } }, schemas: { Error: ERROR_SCHEMA } },
  };
};

/** `/files/:id` → `/files/{id}` */
export const openApiPath = (path: string): string => path.replace(/:(\w+)/gu, '{$1}');

const describeEndpoint = (endpoint: Endpoint): Record<string, unknown> => ({
  operationId: endpoint.handler,
  summary: endpoint.summary,
  parameters: [...pathParameters(endpoint.path), ...queryParameters(endpoint.query)],
  ...(endpoint.body === undefined ? {} : { requestBody: describeBody(endpoint.body) }),
  responses: {
    [String(endpoint.status ?? 200)]: { description: 'Done', ...describeAnswer(endpoint.answers) },
    default: { description: 'Refused; error.details.code is stable', content: { 'application/json': { schema: ERROR } } },
  },
});

const pathParameters = (path: string) =>
  [...path.matchAll(/:(\w+)/gu)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: name === 'row' ? 'integer' : 'string' } }));

const queryParameters = (schema: yup.AnyObjectSchema | undefined) =>
  Object.entries((schema?.describe().fields ?? {}) as Record<string, Description>)
    // `pagination[page]` is the same as `page`, as Strapi's REST writes it.
    .filter(([name]) => name !== 'pagination')
    .map(([name, field]) => ({ name, in: 'query', required: false, schema: jsonSchemaOf(field) }));

const describeBody = (body: yup.AnyObjectSchema | 'file') => {
  if (body !== 'file') return { required: true, content: { 'application/json': { schema: jsonSchemaOf(body.describe() as unknown as Description) } } };
  const file = { type: 'string', format: 'binary' };
  return {
    required: true,
    content: { 'application/octet-stream': { schema: file }, 'multipart/form-data': { schema: { type: 'object', properties: { files: file }, required: ['files'] } } },
  };
};

const describeAnswer = (answers: Endpoint['answers']) => {
  switch (answers) {
    case 'json':
      return { content: { 'application/json': { schema: {} } } };
    case 'csv':
      return { content: { 'text/csv': { schema: { type: 'string' } } } };
    case 'file':
      return { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } };
    case 'nothing':
      return {};
  }
};

/** What yup says of a schema, as far as we use it. */
interface Description {
  type: string;
  oneOf?: unknown[];
  tests?: { name?: string; params?: Record<string, unknown> }[];
  fields?: Record<string, Description>;
}

const jsonSchemaOf = ({ type, oneOf = [], tests = [], fields }: Description): Record<string, unknown> => {
  const testParam = (name: string, param: string): unknown => tests.find((test) => test.name === name)?.params?.[param];
  const bounds: Record<string, unknown> =
    type === 'string'
      ? { maxLength: testParam('max', 'max'), minLength: testParam('min', 'min') }
      : { maximum: testParam('max', 'max'), minimum: testParam('min', 'min') };
  const integer = type === 'number' && tests.some((test) => test.name === 'integer');
  const required = Object.entries(fields ?? {}).filter(([, field]) => field.tests?.some((test) => test.name === 'required')).map(([name]) => name);
  return {
    ...(type === 'mixed' ? {} : { type: integer ? 'integer' : type }),
    ...(oneOf.length > 0 ? { enum: oneOf } : {}),
    ...Object.fromEntries(Object.entries(bounds).filter(([, value]) => value !== undefined)),
    ...(fields === undefined || Object.keys(fields).length === 0
      ? {}
      : { properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, jsonSchemaOf(field)])), required, additionalProperties: false }),
  };
};

const ERROR_SCHEMA = {
  type: 'object',
  required: ['data', 'error'],
  properties: {
    data: { type: 'null' },
    error: {
      type: 'object',
      required: ['status', 'name', 'message', 'details'],
      properties: {
        status: { type: 'integer' },
        name: { type: 'string' },
        message: { type: 'string' },
        details: { type: 'object', properties: { code: { type: 'string', description: 'Stable, as in plan.changed' } } },
      },
    },
  },
};
