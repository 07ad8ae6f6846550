/** The keys of a register in tests: the same in each run. */
import { registerKeys } from '#runtime/node/register/register-keys';

export const KEYS = registerKeys(new Uint8Array(32).fill(1), new Uint8Array(32).fill(2));
