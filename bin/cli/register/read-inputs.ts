/** Reads what commands of staff take from files and standard input. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { CannotError } from '#core/operator/failures';

/** Returns WHO; `-` is read from standard input, since arguments reach the history of the shell. */
export function readWho(who: string): string {
  return (who === '-' ? readFileSync(0, 'utf8') : who).trim();
}

/** Returns the evidence as base64: the content of a file, or the words themselves where there is no such file. */
export function readEvidence(evidence: string | undefined): string | undefined {
  if (evidence === undefined) return undefined;
  const isFile = evidence.length < 4096 && existsSync(evidence) && statSync(evidence).isFile();
  return (isFile ? readFileSync(evidence) : Buffer.from(evidence, 'utf8')).toString('base64');
}

/** Returns the text of a file. Throws a CannotError where there is none. */
export function readText(file: string | undefined, option: string): string {
  return file === undefined ? '' : readOrFail(file, option).toString('utf8');
}

/** Returns the files as attachments, in base64. Throws a CannotError where one is missing. */
export function readAttachments(
  files: readonly string[],
): readonly { readonly filename: string; readonly content: string }[] {
  return files.map((file) => ({
    filename: basename(file),
    content: readOrFail(file, '--attach').toString('base64'),
  }));
}

function readOrFail(file: string, option: string): Buffer {
  if (!existsSync(file) || !statSync(file).isFile())
    throw new CannotError(`there is no file ${JSON.stringify(file)}: name one in ${option}`);
  return readFileSync(file);
}
