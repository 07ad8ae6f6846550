/**
 * Recognises errors of the operating system that an operator can fix. It may not pass on the text of an error, which
 * can hold a row.
 */

/** Cause and remedy of an error of a file or folder, by error code. */
const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: 'this user has no access: run as its owner, or change its permissions',
  EPERM: 'this user cannot change it: run as its owner, or change its permissions',
  ENOTDIR: 'a file stands where a folder should be: move it away',
  EISDIR: 'a folder stands where a file should be: move it away',
  ENOTEMPTY: 'a folder stands where a file should be: move it away',
  EEXIST: 'something else stands there: move it away',
  ELOOP: 'its symbolic links form a loop: repair them',
  ENOENT: 'it is not there: put it back, or see docs/operations.md under "Damaged files"',
  EROFS: 'the file system is read-only: mount it writable',
  ENOSPC: 'the disk is full: free some space',
  EDQUOT: 'the disk quota is used up: free some space',
  EMFILE: 'too many files are open: raise the limit (ulimit -n)',
  ENFILE: 'too many files are open on this machine',
  EIO: 'the disk has an I/O error: check the system log',
};

/** Returns what to do about an error; undefined where it does not come from the system, or no remedy is known. */
export function findRemedy(error: unknown): string | undefined {
  const code = codeOf(error);
  return code === undefined ? undefined : REMEDIES[code];
}

/** Whether the error, from Node or DuckDB, says that the disk or memory is full. */
export function isOutOfSpace(error: unknown): boolean {
  return codeOf(error) === 'ENOSPC' || /no space left|out of memory/i.test(String(error));
}

/** Whether the system ran out of a resource, or the engine has stopped: such an error says nothing about the file. */
export function isResourceFault(error: unknown): boolean {
  if (/^(ENOSPC|EDQUOT|EMFILE|ENFILE|ENOMEM)$/.test(codeOf(error) ?? '')) return true;
  return /no space left|out of memory|too many open files|interrupted|fatal error|invalidated|database is closed/i.test(
    String(error),
  );
}

function codeOf(error: unknown): string | undefined {
  return (error as { readonly code?: string } | undefined)?.code;
}
