/** Makes files durable before they get their name. */
import { chmodSync, closeSync, fsyncSync, openSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from '../sync-folder.ts';

/** Replaces a small text file: after a crash the old or the new text is there. */
export function replaceFile(file: string, text: string): void {
  const draft = `${file}.tmp`;
  writeFileSync(draft, text, { mode: 0o600, flush: true });
  renameSync(draft, file);
  syncFolder(dirname(file));
}

/** Flushes a draft and sets its file time to the day, so that file times reveal no more than that. */
export function settleDraft(draft: string, day: string): void {
  const time = new Date(`${day}T00:00:00Z`);
  utimesSync(draft, time, time);
  chmodSync(draft, 0o600);
  const fd = openSync(draft, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Renames a settled draft to its final name, durably. */
export function publishDraft(draft: string, file: string): void {
  renameSync(draft, file);
  syncFolder(dirname(file));
}
