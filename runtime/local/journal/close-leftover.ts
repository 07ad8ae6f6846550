/** Closes segments that a crash left open. */
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
 * Closes every open segment and returns their number; the caller holds the lock `start`. A torn last line stays:
 * readers drop incomplete lines, and only a line that was never acknowledged can be torn.
 */
export function closeLeftovers(data: DataDir): number {
  if (!existsSync(data.journal)) return 0;
  const names = readdirSync(data.journal)
    .map(parseSegmentName)
    .filter((name) => name?.state === 'open') as SegmentName[];
  for (const name of names) closeLeftover(data, name);
  return names.length;
}

/** Closes one open segment, truncated to `length` bytes where that is given. */
export function closeLeftover(data: DataDir, name: SegmentName, length?: number): void {
  const openFile = segmentFile(data, name, 'open');
  if ((length ?? statSync(openFile).size) === 0) {
    rmSync(openFile, { force: true });
  } else {
    const fd = openSync(openFile, 'r+');
    try {
      if (length !== undefined) ftruncateSync(fd, length);
      const time = fileTime(name.dt);
      futimesSync(fd, time, time);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(openFile, segmentFile(data, name, 'jsonl'));
  }
  syncFolder(data.journal);
}
