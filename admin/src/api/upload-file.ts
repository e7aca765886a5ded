import type { ImportFileDto } from '../../../server/src/contracts';
import { API_PATH } from '../plugin-id';
import { backendUrl } from './backend-url';

interface Upload {
  file: File;
  token: string | null;
  /** 0 to 1, of the bytes that left the browser. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

const parseBody = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's HTML page, or nothing: the caller shows what the status says.
    return null;
  }
};

/**
 * Sends a file as application/octet-stream, which the server reads as a stream after it has checked the rights
 * (multipart is parsed before). XMLHttpRequest, because fetch tells nothing about the progress of an upload.
 * Rejects with the error body of the server, or `{message}` where there is none.
 */
export const uploadFile = ({ file, token, onProgress, signal }: Upload): Promise<ImportFileDto> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${backendUrl()}${API_PATH}/files?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Authorization', `Bearer ${token ?? ''}`);
    request.upload.onprogress = (event) => onProgress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onload = () => {
      const body = parseBody(request.responseText);
      if (request.status >= 200 && request.status < 300) {
        resolve(body as ImportFileDto);
      } else {
        reject(body ?? { status: request.status, message: request.statusText });
      }
    };
    request.onerror = () => reject({ status: null, details: { code: 'network' }, message: '' });
    request.onabort = () => reject({ status: null, details: { code: 'upload.cancelled' }, message: '' });
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
