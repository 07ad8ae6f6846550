/** Finds what is left of a person in the files of a folder. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Files whose bytes hold the text, in any case, also encoded as mails encode it. */
export function filesWith(folder: string, text: string): readonly string[] {
  const forms = [text, Buffer.from(text).toString('base64').replaceAll('=', '')].map((one) =>
    one.toLowerCase(),
  );
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(folder, name);
    // The lock may not be read within a process that holds it, and holds nothing.
    if (!statSync(path).isFile() || name.startsWith('locks')) return false;
    const content = readFileSync(path, 'latin1')
      .replaceAll(/=\r?\n/g, '')
      .toLowerCase();
    return forms.some((form) => content.includes(form));
  });
}
