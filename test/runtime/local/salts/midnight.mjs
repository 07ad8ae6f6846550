/** One of many processes that live through the same midnights: told the day, it answers with each salt it got. */
import { dataDir } from '../../../../dist/runtime/local/data-dir.js';
import { deleteEndedSalts, readOrMakeSalt } from '../../../../dist/runtime/local/salts/salt-files.js';

const data = dataDir(process.argv[2] ?? '');
process.on('message', ({ days }) => {
  const got = [];
  // Some look at the day that just ended once more, as a process that is slow over midnight does.
  for (const day of days) {
    if (day === days.at(-1)) deleteEndedSalts(data, day);
    const salt = readOrMakeSalt(data, day);
    if (salt !== undefined) got.push([day, salt.toString('hex')]);
  }
  process.send(got);
});
