/** Which start of the machine this is, where the system has a name for it. */
import { readFileSync } from 'node:fs';

/** Linux's name of the running kernel's start (random(4)); undefined on other systems. */
export function bootId(): string | undefined {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return undefined;
  }
}
