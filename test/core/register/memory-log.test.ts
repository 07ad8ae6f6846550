/** The log of the other tests keeps the contract of the real ones. */
import { describeRegisterLog } from './log-contract.ts';
import { MemoryLog } from './memory-log.ts';

describeRegisterLog('the log in memory', () => {
  const log = new MemoryLog();
  return Promise.resolve({
    log,
    stored: () => JSON.stringify(log.events),
    dispose: () => Promise.resolve(),
  });
});
