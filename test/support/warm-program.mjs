/**
 * Runs the built program again and again in this process, one command after another, each with a folder, an environment
 * and a clock of its own; what it prints and its exit status go back as a message. Only the program's first module is
 * loaded anew.
 */
import { pathToFileURL } from 'node:url';
import { followClock } from './shift-clock.mjs';

const [, , program] = process.argv;
const streams = { stdout: process.stdout, stderr: process.stderr };
let runs = 0;

process.on('disconnect', () => process.reallyExit(0));
process.on('message', (run) => {
  void ran(run).then((answer) => process.send(answer));
});

async function ran({ words, cwd, env }) {
  const printed = { stdout: [], stderr: [] };
  for (const [name, stream] of Object.entries(streams)) {
    // Each run adds its own listeners.
    stream.removeAllListeners('error');
    stream.write = (chunk, encoding, written) => {
      printed[name].push(Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8'));
      (typeof encoding === 'function' ? encoding : written)?.();
      return true;
    };
  }
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
  process.chdir(cwd);
  followClock(env.HEADCOUNT_TEST_CLOCK);
  process.argv = [process.execPath, program, ...words];
  process.exitCode = undefined;
  let status;
  process.exit = (code) => {
    status ??= code;
  };
  await import(`${pathToFileURL(program).href}?run=${(runs += 1)}`);
  status ??= Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  return {
    status,
    stdout: String(Buffer.concat(printed.stdout)),
    stderr: String(Buffer.concat(printed.stderr)),
  };
}
