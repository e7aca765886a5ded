import { getFetchClient } from '@strapi/strapi/admin';

import { API_PATH } from '../plugin-id';

/** Fetches with the session's token (a plain link would carry none) and hands the result to the browser as a file. */
export const downloadFile = async (path: string, fileName: string): Promise<void> => {
  const { data } = await getFetchClient().get<Blob>(`${API_PATH}${path}`, { responseType: 'blob' });

  const url = URL.createObjectURL(data);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(url);
};
