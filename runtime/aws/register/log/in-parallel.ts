/** Does something for each of many, some at a time. */
const AT_ONCE = 32;

/** Resolves with the results in their order; rejects with the first failure, once nothing is under way. */
export async function inParallel<One, Result>(
  all: Iterable<One>,
  act: (one: One) => Promise<Result>,
): Promise<readonly Result[]> {
  const waiting = [...all];
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    while (next < waiting.length) {
      const at = next++;
      results[at] = await act(waiting[at] as One);
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
  for (const one of workers) if (one.status === 'rejected') throw one.reason;
  return results;
}
