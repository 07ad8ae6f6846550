/**
 * Segments that a crash left open are closed under their last name. It may not run beside the server that writes them.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  futimesSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import type { DataDir } from '../data-dir.ts';
import { syncFolder } from '../sync-folder.ts';
import { fileTime, parseSegmentName, segmentFile, type SegmentName } from './segment-name.ts';

/**
 * Closes every open segment; whoever calls holds the lock `start`. A torn last line stays where it is: readers drop
 * lines that are not whole, and only what was never acknowledged can be torn.
 */
export function closeLeftovers(data: DataDir): number {
  if (!existsSync(data.journal)) return 0;
  const names = readdirSync(data.journal)
    .map(parseSegmentName)
    .filter((name) => name?.state === 'open') as SegmentName[];
  for (const name of names) closeLeftover(data, name);
  return names.length;
}

/** Closes one open segment, cut back to `length` bytes where that is given. */
export function closeLeftover(data: DataDir, name: SegmentName, length?: number): void {
  const from = segmentFile(data, name, 'open');
  if ((length ?? statSync(from).size) === 0) {
    rmSync(from, { force: true });
  } else {
    const fd = openSync(from, 'r+');
    try {
      if (length !== undefined) ftruncateSync(fd, length);
      const time = fileTime(name.dt);
      futimesSync(fd, time, time);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(from, segmentFile(data, name, 'jsonl'));
  }
  syncFolder(data.journal);
}
