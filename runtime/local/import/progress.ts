/** A progress bar for an import on a terminal: share, rate, time left. */
import { statSync } from 'node:fs';
import cliProgress from 'cli-progress';
import { isReadOnce } from './list-logs.ts';

export interface Progress {
  /** Bytes of the files (compressed, where they are) and lines since the last call. */
  readonly add: (bytes: number, lines: number) => void;
  readonly stop: () => void;
}

/** Opens a bar on stderr; does nothing where `isShown` is false. */
export function openProgress(logs: readonly string[], isShown: boolean): Progress {
  if (!isShown) return { add: () => undefined, stop: () => undefined };
  const piped = logs.some(isReadOnce);
  const total = piped ? 0 : logs.reduce((sum, log) => sum + statSync(log).size, 0);
  const bar = new cliProgress.SingleBar(
    {
      format: piped
        ? 'import  {megabytes} MB  {rate} lines/s'
        : 'import {bar} {percentage}%  {rate} lines/s  {left} left',
      stream: process.stderr,
      clearOnComplete: true,
      hideCursor: true,
      etaBuffer: 100,
    },
    cliProgress.Presets.shades_classic,
  );
  const start = process.hrtime.bigint();
  let bytes = 0;
  let lines = 0;
  bar.start(Math.max(total, 1), 0, { rate: 0, left: '?', megabytes: 0 });
  return {
    add: (moreBytes, moreLines) => {
      bytes += moreBytes;
      lines += moreLines;
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      const secondsLeft = bytes === 0 ? 0 : (seconds * (total - bytes)) / bytes;
      bar.update(Math.min(bytes, Math.max(total, 1)), {
        rate: Math.round(lines / Math.max(seconds, 0.001)),
        left: spell(secondsLeft),
        megabytes: Math.round(bytes / 1e6),
      });
    },
    stop: () => {
      bar.stop();
    },
  };
}

function spell(seconds: number): string {
  const whole = Math.max(Math.round(seconds), 0);
  return whole >= 3600
    ? `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
    : whole >= 60
      ? `${Math.floor(whole / 60)} min ${whole % 60} s`
      : `${whole} s`;
}
