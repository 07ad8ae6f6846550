/** What `add` says where it is asked for what a form does not offer. */
import { expect, it } from 'vitest';
import { StaffedRegister } from './staffed-register.ts';

const letter = {
  channel: 'letter',
  received: '2026-11-27',
  evidence: btoa('a letter'),
  fields: { name: 'Anna', email: 'anna@example.org' },
  give: [],
  topics: [],
};

it.each([
  ['workshop', { topics: ['flim'] }, '--topics takes microscopes, telescopes, workshops'],
  ['inquiry', { topics: ['microscopes'] }, 'this form has no topics: leave --topics out'],
  ['workshop', { give: ['transfer:nobody'] }, '--give takes what this form offers: information'],
  ['inquiry', { give: ['information'] }, 'this form offers no purpose to give: leave --give out'],
])(
  'a letter for the form %s that asks for what it does not offer is refused with what it does',
  async (form, changes, said) => {
    const register = new StaffedRegister({ inquiry: { purposes: [], recipients: [], topics: [] } });
    await expect(register.run('add', { form, ...letter, ...changes })).rejects.toThrow(said);
    expect(register.log.events).toEqual([]);
  },
);
