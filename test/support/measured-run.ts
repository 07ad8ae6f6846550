/** Runs the built program and samples the memory of its processes (on Linux only). */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './program.ts';

export interface MeasuredRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Resident memory of the program and its children together. */
  readonly peakBytes: number;
  /** Processes that still exist. */
  readonly left: readonly number[];
}

export async function measuredRun(folder: string, words: readonly string[]): Promise<MeasuredRun> {
  const child = spawn(process.execPath, [join(ROOT, 'dist/bin/headcount.js'), ...words], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr, peakBytes] = ['', '', 0];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const pids = new Set<number>([child.pid ?? 0]);
  const look = setInterval(() => {
    const children = childrenOf(child.pid ?? 0);
    for (const pid of children) pids.add(pid);
    peakBytes = Math.max(
      peakBytes,
      [child.pid ?? 0, ...children].reduce((sum, pid) => sum + residentBytes(pid), 0),
    );
  }, 5);
  const [status] = (await once(child, 'close')) as [number | null];
  clearInterval(look);
  return { status, stdout, stderr, peakBytes, left: [...pids].filter(isRunning) };
}

export function childrenOf(pid: number): number[] {
  return read(`/proc/${pid}/task/${pid}/children`).split(' ').map(Number).filter(Boolean);
}

/** Whether a process is running; a zombie is not. */
export function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(read(`/proc/${pid}/status`));
}

function residentBytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
