/** Opens the register for an instance of a function: once, and again after it failed. */
import { openRegister, type OpenedRegister, type RegisterParts } from './open-register.ts';

/** Returns what opens it. */
export function openOnce(parts: RegisterParts): () => Promise<OpenedRegister> {
  let opened: Promise<OpenedRegister> | undefined;
  return () =>
    (opened ??= openRegister(parts).catch((error: unknown) => {
      opened = undefined;
      throw error;
    }));
}
