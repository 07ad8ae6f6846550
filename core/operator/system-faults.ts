/**
 * Faults of the operating system that an operator can mend. It may not pass on an error's text, which can hold a row.
 */

/** What a code means where a file or folder is at fault, and what to do. */
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

/** Undefined where the error is none of the system's, or nothing is known to do. */
export function findRemedy(error: unknown): string | undefined {
  const code = codeOf(error);
  return code === undefined ? undefined : REMEDIES[code];
}

/** Whether the disk or the memory is full, by Node or by DuckDB. */
export function isOutOfSpace(error: unknown): boolean {
  return codeOf(error) === 'ENOSPC' || /no space left|out of memory/i.test(String(error));
}

/** Whether the disk or the memory was too small, or the engine takes no more work: that says nothing of a file. */
export function isResourceFault(error: unknown): boolean {
  if (/^(ENOSPC|EDQUOT|EMFILE|ENFILE|ENOMEM)$/.test(codeOf(error) ?? '')) return true;
  return /no space left|out of memory|too many open files|interrupted|fatal error|invalidated|database is closed/i.test(
    String(error),
  );
}

function codeOf(error: unknown): string | undefined {
  return (error as { readonly code?: string } | undefined)?.code;
}
