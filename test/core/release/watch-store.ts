/** A store that records the calls of the protocol, and can interrupt it at any of them or run something beside it. */
import type { ReleaseStore } from '#core/release/release-store';

/** Thrown in place of a crash. */
export class CutError extends Error {
  override readonly name = 'CutError';
}

export interface Watch {
  /** Names of the methods called, in order. */
  readonly calls: string[];
  /** Called before and after each. */
  readonly at?: (name: string, when: 'before' | 'after') => void;
}

/** Methods whose calls are not steps. */
const SILENT = new Set<PropertyKey>(['entryName', 'releaseName', 'hasTime', 'onStep', 'close']);

export function watchStore(store: ReleaseStore, watch: Watch): ReleaseStore {
  return watched(store, watch);
}

function watched<T extends object>(target: T, watch: Watch): T {
  return new Proxy(target, {
    get(from, name) {
      const method: unknown = Reflect.get(from, name);
      if (typeof method !== 'function' || SILENT.has(name)) return method;
      return async (...words: unknown[]) => {
        watch.calls.push(String(name));
        watch.at?.(String(name), 'before');
        const result: unknown = await Reflect.apply(method, from, words);
        watch.at?.(String(name), 'after');
        return name === 'open' ? watched(result as object, watch) : result;
      };
    },
  });
}
