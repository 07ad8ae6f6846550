/** The log of a folder with the events that it had when it was opened; its lock is one that counts releases. */
import { LogFile } from '#runtime/local/register/log-file';

export interface TestEvent {
  readonly event: string;
  readonly at: string;
  readonly n?: number;
  readonly text?: string;
}

export interface OpenedLog {
  readonly log: LogFile<TestEvent>;
  readonly events: readonly TestEvent[];
}

export async function openedLog(folder: string, release: () => void = () => undefined): Promise<OpenedLog> {
  const events: TestEvent[] = [];
  const log = await LogFile.open<TestEvent>({
    folder,
    lock: { release },
    take: (event) => events.push(event),
  });
  return { log, events };
}

/** Returns the events that a start finds. */
export async function readLog(folder: string): Promise<readonly TestEvent[]> {
  const { log, events } = await openedLog(folder);
  await log.close();
  return events;
}

export function event(n: number, text?: string): TestEvent {
  return { event: 'submitted', at: '2026-03-10T12:00:00.000Z', n, ...(text === undefined ? {} : { text }) };
}
