/**
 * Runs the collector's bundle of the folder in the first argument as Lambda does, in a process of its own: an event per
 * message, whose answer's status is the message back.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { handler } = await import(pathToFileURL(join(process.argv[2], 'index.mjs')).href);
process.on('message', async (event) => process.send((await handler(event)).statusCode));
process.send('ready');
