/** Whether an error says that the disk or the memory is full, by Node or by DuckDB. It may not pass on the error's text, which can hold a row. */

export function isNoRoom(error: unknown): boolean {
  return (
    (error as NodeJS.ErrnoException | undefined)?.code === 'ENOSPC' ||
    /no space left|out of memory/i.test(String(error))
  );
}
