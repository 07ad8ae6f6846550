/** Finds and reads received mails: files, folders of the form maildir, standard input. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Names standard input, as where a mail server hands a mail to a command. */
export const STANDARD_INPUT = '-';

/** What goes to a running register at once has 75 MB at most. */
const MOST_BYTES = 50 * 1024 * 1024;

/** A mail to read; errors name its place among the arguments, since the name of a file may be that of a person. */
export interface MailFile {
  readonly file: string;
  readonly place: string;
}

/** Returns the mails, those of a maildir in the order of their names; problems name the folders that are none. */
export function listMails(files: readonly string[]): {
  readonly mails: readonly MailFile[];
  readonly problems: string[];
} {
  const problems: string[] = [];
  const mails = files.flatMap((file, at): readonly MailFile[] => {
    const place = `argument ${at + 1}`;
    if (file === STANDARD_INPUT || !isFolder(file)) return [{ file, place }];
    const folders = ['new', 'cur'].map((name) => join(file, name)).filter(isFolder);
    if (folders.length === 0)
      problems.push(`${place} is a folder without new/ and cur/: name a maildir, or files`);
    return folders
      .flatMap((folder) =>
        readdirSync(folder)
          .filter((name) => !name.startsWith('.'))
          .toSorted()
          .map((name) => join(folder, name)),
      )
      .map((path, number) => ({ file: path, place: `mail ${number + 1} of ${place}` }));
  });
  return { mails, problems };
}

/** Returns the bytes of a mail; undefined, with a problem more, where it cannot be read. */
export function readMail({ file, place }: MailFile, problems: string[]): Buffer | undefined {
  try {
    const size = file === STANDARD_INPUT ? 0 : statSync(file).size;
    if (file !== STANDARD_INPUT && !statSync(file).isFile()) {
      problems.push(`${place} is no file: name one that holds a mail`);
      return undefined;
    }
    const content = size > MOST_BYTES ? undefined : readFileSync(file === STANDARD_INPUT ? 0 : file);
    if (content !== undefined && content.length <= MOST_BYTES) return content;
    problems.push(`${place} is larger than 50 MB: read it, and record by hand what it says`);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    problems.push(
      code === 'ENOENT'
        ? `${place} names no file that is there: name one that holds a mail`
        : `${place} cannot be read (${code}): make it readable for this user`,
    );
  }
  return undefined;
}

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();
