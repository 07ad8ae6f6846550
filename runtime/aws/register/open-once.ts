/** Opens something for an instance of a function: once, and again after it failed. */

/** Returns what opens it; calls at the same time share one opening, and each rejects where that does. */
export function openOnce<Opened>(open: () => Promise<Opened>): () => Promise<Opened> {
  let opened: Promise<Opened> | undefined;
  return () =>
    (opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    }));
}
