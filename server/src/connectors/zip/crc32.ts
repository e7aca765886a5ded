/** CRC-32 of zip (reflected polynomial 0xEDB88320); node:zlib has one only from 20.15 on. */
const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** Start with 0; the result of one chunk is the start of the next. */
export const updateCrc32 = (crc: number, bytes: Uint8Array): number => {
  let value = ~crc;
  for (let at = 0; at < bytes.length; at += 1) value = (value >>> 8) ^ (TABLE[(value ^ (bytes[at] as number)) & 0xff] as number);
  return ~value >>> 0;
};
