/** Identifies the boot of the machine, where the system has an id for it. */
import { readFileSync } from 'node:fs';

/** Returns Linux's id of the current boot (random(4)); undefined on other systems. */
export function bootId(): string | undefined {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return undefined;
  }
}
