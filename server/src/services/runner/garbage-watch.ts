import { getHeapStatistics } from 'node:v8';

/**
 * An import makes some 40 kB of short-lived objects a row. Those that happen to outlive two young collections wait in the old space for a
 * full one, and V8 lets the old space grow to four times what is alive before it begins: 350 MB more at 100,000 rows (measured 2026-11).
 */
const MAX_GARBAGE_BYTES = 64 * 1024 * 1024;

/** V8's own limit of memory beside its heap, after which it starts an incremental collection: `kExternalAllocationSoftLimit`, 64 MiB. */
const EXTERNAL_BYTES = 65 * 1024 * 1024;

/**
 * Asks V8 for an incremental full collection whenever the heap has grown by 64 MB since the last: it marks beside the running code and in
 * steps of milliseconds, where a forced collection would block the loop for 90 ms. There is no call for this; but V8 counts what is
 * allocated beside its heap, and starts by itself past its limit. Such an allocation costs 1.5 ms and no memory: its pages are never
 * touched. Should a later V8 count otherwise, nothing happens but that memory grows as it did before.
 */
export const createGarbageWatch = (): (() => void) => {
  let least = Infinity;
  return () => {
    const { used_heap_size: used } = getHeapStatistics();
    least = Math.min(least, used);
    if (used - least < MAX_GARBAGE_BYTES) return;
    // Falls to what is alive as soon as the collection is done.
    least = used;
    void new ArrayBuffer(EXTERNAL_BYTES);
  };
};
