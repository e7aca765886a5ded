import type { StrapiProcess } from './strapi-process';

const ADMIN = { email: 'admin@example.com', password: 'Package-test-1' };
const CONTACTS = '/content-manager/collection-types/plugin::external-contacts.contact';

interface Answer<T> { status: number; body: T }

export interface AdminSession {
  get: <T>(route: string) => Promise<Answer<T>>;
  addContact: (values: Record<string, unknown>) => Promise<number>;
  /** Last names, in the order of the Content Manager. */
  lastNames: () => Promise<string[]>;
}

/** Registers the first administrator, or logs in when there is one. */
export const openSession = async ({ url }: StrapiProcess): Promise<AdminSession> => {
  const post = (route: string, body: object, token = ''): Promise<Response> =>
    fetch(`${url}${route}`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify(body) });
  await post('/admin/register-admin', { ...ADMIN, firstname: 'Package', lastname: 'Test' });
  const login = await post('/admin/login', ADMIN);
  if (!login.ok) throw new Error(`Cannot log in: ${login.status} ${await login.text()}`);
  const { data } = (await login.json()) as { data: { token: string } };

  const get = async <T>(route: string): Promise<Answer<T>> => {
    const response = await fetch(`${url}${route}`, { headers: { authorization: `Bearer ${data.token}` } });
    const text = await response.text();
    return { status: response.status, body: (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text) as T };
  };
  return {
    get,
    addContact: async (values) => (await post(CONTACTS, values, data.token)).status,
    lastNames: async () => (await get<{ results: { lastName: string }[] }>(`${CONTACTS}?sort=lastName:ASC`)).body.results.map(({ lastName }) => lastName),
  };
};
