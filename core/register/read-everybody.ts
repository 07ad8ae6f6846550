/** Goes through everybody of whom the register holds values, some at a time, so that no state of all is needed. */
import { SERVICE } from './permission.ts';
import type { RegisterLog } from './register-log.ts';
import type { RegisterState } from './register-state.ts';

const AT_ONCE = 500;

/** Some people, and a state that holds everything of them. */
export interface SomePeople {
  readonly refs: readonly string[];
  readonly state: RegisterState;
}

/** Yields each person once; who registers meanwhile may be left out. */
export async function* readEverybody(log: RegisterLog): AsyncIterable<SomePeople> {
  const seen = new Set<string>();
  let refs: string[] = [];
  for await (const ref of log.scan(SERVICE)) {
    if (seen.has(ref)) continue;
    seen.add(ref);
    refs.push(ref);
    if (refs.length < AT_ONCE) continue;
    yield { refs, state: await log.read(refs) };
    refs = [];
  }
  if (refs.length > 0) yield { refs, state: await log.read(refs) };
}
