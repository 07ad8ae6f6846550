/**
 * Removes what the data folder holds of erased submissions beside the log: mails in the outbox, attachments, evidence.
 */
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RemoveTraces } from '#core/register/register-context';
import { LOOKED_AT_BYTES, sendersOf } from '#runtime/node/register/senders-of';
import { syncFolder } from '../sync-folder.ts';

/**
 * Returns the function for a data folder; a mail of the outbox goes by the submission in its name, or by its address.
 */
export function removeTracesIn(folder: string): RemoveTraces {
  return (submissions, isErased) => {
    const belongs = (name: string) => submissions.some((id) => name.includes(id));
    removeFrom(join(folder, 'outbox'), (path, name) => belongs(name) || recipientsOf(path).some(isErased));
    removeFrom(
      join(folder, 'evidence'),
      (path, name) => belongs(name) || (name.endsWith('.eml') && sendersIn(path).some(isErased)),
    );
    removeFrom(join(folder, 'outgoing'), (_path, name) => belongs(name));
    return Promise.resolve();
  };
}

function removeFrom(folder: string, isErased: (path: string, name: string) => boolean): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder))
    if (isErased(join(folder, name), name)) rmSync(join(folder, name), { recursive: true, force: true });
  syncFolder(folder);
}

/** The addresses in the header `To` of a mail, unfolded (RFC 5322, 2.2.3). */
function recipientsOf(path: string): readonly string[] {
  const [head = ''] = readFileSync(path, 'latin1').split(/\r?\n\r?\n/, 1);
  const line = /^to:(.*)$/im.exec(head.replaceAll(/\r?\n[ \t]+/g, ' '))?.[1] ?? '';
  return line.split(',').map((one) => (/<([^<>]*)>/.exec(one)?.[1] ?? one).trim());
}

/** The addresses that a received mail is from, or that a report in it is about. */
function sendersIn(path: string): readonly string[] {
  const fd = openSync(path, 'r');
  const bytes = Buffer.alloc(LOOKED_AT_BYTES);
  const length = readSync(fd, bytes, 0, LOOKED_AT_BYTES, 0);
  closeSync(fd);
  return sendersOf(bytes.subarray(0, length));
}
