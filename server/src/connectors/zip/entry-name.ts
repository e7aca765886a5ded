import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { Entry } from 'yauzl';

const UTF8_FLAG = 0x800;

/** Names are UTF-8 by flag, else CP437 by the specification; many tools write UTF-8 without the flag. */
export const decodeEntryName = (entry: Entry): string => {
  const raw = entry.fileNameRaw;
  return (entry.generalPurposeBitFlag & UTF8_FLAG) !== 0 || isUtf8(raw) ? raw.toString('utf8') : iconv.decode(raw, 'cp437');
};

/** No name is ever used as a path; one that tries to leave its folder still marks an archive made to attack. */
export const isSafeName = (name: string): boolean =>
  name !== '' &&
  name.length <= 1000 &&
  !/[\u0000-\u001f\u007f\\]/.test(name) &&
  !/^(?:\/|[a-z]:)/i.test(name) &&
  !name.split('/').includes('..');
