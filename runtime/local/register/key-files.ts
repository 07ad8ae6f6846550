/** `hash.key` and `link.key` of a data folder: 32 random bytes each, which nobody else may read. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '#core/operator-error';
import { logPath } from './log-storage.ts';
import { writePrivateFile } from './private-file.ts';

const KEY_BYTES = 32;
export const KEY_FILES = ['hash.key', 'link.key'] as const;

/** A key is missing or is none. */
export class KeyFileError extends OperatorError {
  override readonly name = 'KeyFileError';
}

export interface KeyPair {
  readonly hashKey: Uint8Array;
  readonly linkKey: Uint8Array;
}

/**
 * Reads both keys, and makes them in a folder without a log. Throws a KeyFileError where a log lacks its keys: with
 * others, no address would be found again and every link in a mail would be broken.
 */
export function openKeys(folder: string): KeyPair {
  const log = logPath(folder);
  const isNew = !existsSync(log) || statSync(log).size === 0;
  const [hashKey, linkKey] = KEY_FILES.map((name) => openKey(join(folder, name), isNew));
  if (hashKey === undefined || linkKey === undefined) throw new Error('there are two keys');
  return { hashKey, linkKey };
}

function openKey(path: string, isNew: boolean): Uint8Array {
  if (!existsSync(path)) {
    if (!isNew)
      throw new KeyFileError(
        `${JSON.stringify(path)} is missing beside a log: put it back from the backup of the keys`,
      );
    const key = randomBytes(KEY_BYTES);
    writePrivateFile(path, `${key.toString('hex')}\n`);
    return key;
  }
  const text = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new KeyFileError(
      `${JSON.stringify(path)} is no key (64 hexadecimal digits): put it back from the backup of the keys`,
    );
  return Buffer.from(text, 'hex');
}
