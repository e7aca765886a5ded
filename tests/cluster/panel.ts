import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ImportFileDto, JobDto } from '../../server/src/contracts';

const ADMINISTRATOR = { email: 'admin@example.com', password: 'Cluster-2026' };

/** What a person does in the panel, over HTTP; each request names the web node that it goes to. */
export interface Panel {
  upload(url: string, file: string): Promise<ImportFileDto>;
  createSource(url: string, name: string): Promise<unknown>;
  createJob(url: string, job: object): Promise<JobDto>;
  undo(url: string, id: string): Promise<JobDto>;
  job(url: string, id: string): Promise<JobDto>;
}

/** Registers the first administrator on one node, and logs in. */
export const openPanel = async (url: string): Promise<Panel> => {
  const post = (route: string, body: object) => fetch(`${url}${route}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  await post('/admin/register-admin', { ...ADMINISTRATOR, firstname: 'Ann', lastname: 'Admin' });
  const { data } = (await (await post('/admin/login', ADMINISTRATOR)).json()) as { data: { token: string } };

  const request = async <T>(node: string, [method, route]: [string, string], body?: Uint8Array<ArrayBuffer> | string): Promise<T> => {
    const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream';
    const response = await fetch(`${node}/external-contacts${route}`, {
      method, headers: { authorization: `Bearer ${data.token}`, 'content-type': type, connection: 'close' }, ...(body === undefined ? {} : { body }),
    });
    if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    upload: (node, file) => request(node, ['POST', `/files?name=${path.basename(file)}`], new Uint8Array(readFileSync(file))),
    createSource: (node, name) => request(node, ['POST', '/external-sources'], JSON.stringify({ name, active: true, urlTemplate: null })),
    createJob: (node, job) => request(node, ['POST', '/jobs'], JSON.stringify(job)),
    undo: (node, id) => request(node, ['POST', `/jobs/${id}/undo`], '{}'),
    job: (node, id) => request(node, ['GET', `/jobs/${id}`]),
  };
};
