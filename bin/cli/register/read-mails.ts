/** Finds and reads received mails: files, folders of the form maildir, standard input. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Names standard input, as where a mail server hands a mail to a command. */
export const STANDARD_INPUT = '-';

/** What goes to a running register at once has 75 MB at most. */
const MOST_BYTES = 50 * 1024 * 1024;

/** Returns the paths of the mails, those of a maildir in the order of their names; problems name what is none. */
export function listMails(files: readonly string[]): {
  readonly paths: readonly string[];
  readonly problems: string[];
} {
  const problems: string[] = [];
  const paths = files.flatMap((file) => {
    if (file === STANDARD_INPUT || !isFolder(file)) return [file];
    const folders = ['new', 'cur'].map((name) => join(file, name)).filter(isFolder);
    if (folders.length === 0)
      problems.push(`${JSON.stringify(file)} has neither new/ nor cur/: name a maildir or files`);
    return folders.flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => !name.startsWith('.'))
        .toSorted()
        .map((name) => join(folder, name)),
    );
  });
  return { paths, problems };
}

/** Returns the bytes of a mail; undefined, with a problem more, where it cannot be read. */
export function readMail(file: string, problems: string[]): Buffer | undefined {
  const name = JSON.stringify(file);
  try {
    if (file === STANDARD_INPUT) return checked(readFileSync(0), 'standard input', problems);
    if (!existsSync(file)) problems.push(`there is no file ${name}: name one that holds a mail`);
    else if (!statSync(file).isFile()) problems.push(`${name} is no file: name one that holds a mail`);
    else if (statSync(file).size > MOST_BYTES)
      return checked({ length: statSync(file).size }, name, problems);
    else return readFileSync(file);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    problems.push(`${name} cannot be read (${code}): make it readable for this user`);
  }
  return undefined;
}

function checked<Content extends { readonly length: number }>(
  content: Content,
  name: string,
  problems: string[],
): (Content & Buffer) | undefined {
  if (content.length <= MOST_BYTES && Buffer.isBuffer(content)) return content;
  problems.push(`${name} is larger than 50 MB: read it, and record by hand what it says`);
  return undefined;
}

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();
