/** A small file system for tests that fill it; only root on Linux can mount one. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly folder: string;
  /** Resizes it, as `4m`. */
  resize(size: string): void;
  remove(): void;
}

/** Mounts a disk of a size such as `1m`; returns undefined, with one line on stderr, if that is impossible. */
export function smallDisk(size: string): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'headcount-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    process.stderr.write(
      'skipped: a full disk is tested as root on Linux only, where a small file system can be mounted\n',
    );
    return undefined;
  }
  return {
    folder,
    resize: (other) => {
      execFileSync('mount', ['-o', `remount,size=${other}`, folder]);
    },
    remove: () => {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}
