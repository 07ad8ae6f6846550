/**
 * A data folder as the register has it after so many people: each submitted, was asked, confirmed and was welcomed, in
 * the groups in which the register writes these events. One in a hundred more has not confirmed.
 */
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { composeNotice } from '../../dist/core/register/compose-notice.js';
import { DEMO_REGISTER } from '../../dist/core/register/demo-forms.js';
import { formatEvent, formatGroup } from '../../dist/runtime/local/register/log-lines.js';
import { readRegister } from '../../dist/runtime/node/register/read-register.js';

export const FORM = 'product-information';
const DAY_MS = 86_400_000;
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
/** The same ids in each run, as many characters as the register's own. */
const idOf = (kind, n) => `${kind}${sha256(`${kind} ${n}`).slice(0, 21)}`;

/** Writes the demo's configuration with limits that no benchmark reaches, and returns it as the register reads it. */
export function writeConfig(folder) {
  const limits = { leastSeconds: 0, mailsPerHour: 1_000_000, perFormPerHour: 1_000_000 };
  mkdirSync(join(folder, 'register/forms'), { recursive: true });
  writeFileSync(join(folder, 'register.json'), JSON.stringify({ ...DEMO_REGISTER.config, limits }));
  for (const form of DEMO_REGISTER.forms)
    writeFileSync(join(folder, `register/forms/${form.id}.json`), JSON.stringify(form));
  return readRegister(join(folder, 'register.json'));
}

/** Writes `register.jsonl` and the keys of so many people into a new data folder; returns the number of events. */
export function makeRegister(dataFolder, people, { register }) {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  for (const name of ['hash.key', 'link.key'])
    writeFileSync(join(dataFolder, name), `${sha256(name)}\n`, { mode: 0o600 });
  const fd = openSync(join(dataFolder, 'register.jsonl'), 'w', 0o600);
  const notice = composeNotice(register.forms.get(FORM), register.config, 'en', sha256);
  let events = 0;
  let text = '';
  const put = (...group) => {
    events += group.length;
    text += formatGroup(group.map(formatEvent));
  };
  put({ event: 'notice', at: new Date(Date.now() - 601 * DAY_MS).toISOString(), form: FORM, ...notice });
  for (let n = 0; n < people * 1.01; n += 1) {
    const isConfirmed = n < people;
    // Whoever has not confirmed did so little ago that nothing is due: no reminder, no erasure.
    const days = isConfirmed ? 600 * (1 - n / people) : 9;
    const at = new Date(Date.now() - days * DAY_MS).toISOString();
    put(...submission(n, at, notice.sha256));
    mailed(put, n, at, 'confirmation', 'confirm');
    put({ event: 'asked', at, submission: idOf('s', n), messageId: messageId(n) });
    if (isConfirmed) confirm(put, n, at);
    if (text.length < 1_000_000) continue;
    writeSync(fd, text);
    text = '';
  }
  writeSync(fd, text);
  closeSync(fd);
  return events;
}

function submission(n, at, notice) {
  const [id, ref] = [idOf('s', n), idOf('p', n)];
  const decisions = { information: 'given', 'market-research': 'refused' };
  const fields = { name: `Visitor Number ${n}`, email: `visitor.number.${n}@host${n % 5_000}.example` };
  const topics = ['microscopes'];
  const how = { channel: 'form', received: at, by: 'person' };
  const of = { form: FORM, kind: FORM, notice, language: 'en' };
  return [
    { event: 'submitted', at, submission: id, ref, ...of, topics, decisions, ...how },
    { event: 'values', at, submission: id, fields, addressField: 'email' },
  ];
}

function confirm(put, n, at) {
  const [id, ref] = [idOf('s', n), idOf('p', n)];
  put({ event: 'confirmed', at, submission: id, ref });
  mailed(put, n, at, 'service', 'welcome');
  const mail = { mail: `${id}-welcome`, submission: id, supplies: true };
  put({ event: 'sent', at, ref, messageId: messageId(n), purpose: 'service', ...mail });
}

/** The record of the mailer's read. */
const mailed = (put, n, at, purpose, kind) =>
  put({ event: 'read', at, purpose, reader: 'mailer', reason: `mail: ${kind}`, refs: [idOf('p', n)] });

const messageId = (n) => `<${idOf('s', n)}@instruments.example>`;
