// What is imported, into what, and what must come of it. Every scenario is a function of the number of rows alone.
import { COLUMNS, contactOf } from './make-rows.mjs';

const SETTING = {
  name: 'Benchmark',
  target: 'contacts',
  externalSource: 'CRM',
  matchBy: ['externalId', 'email', 'phone'],
  mergeMode: 'update-first',
  organizations: { matchBy: 'externalId', missing: 'create' },
  fields: COLUMNS.map(([column, field]) => ({ column, field })),
};

function* range(rows, toRow) {
  for (let index = 0; index < rows; index += 1) yield toRow(index);
}

/** Three fields that no key is made of; the rest of the row says what the database has already. */
const changed = (contact) => ({ ...contact, firstName: `${contact.firstName} Jo`, lastName: `${contact.lastName}-New`, city: `New ${contact.city}` });

/** Of every 20 rows in order: 10 updates, 1 merge, 9 creates, so that each slice has all three. */
const MIX = { rows: 20, updates: 10, merges: 1 };

/** How many rows of each kind a mixed file of `rows` rows has. */
const mixOf = (rows) => {
  const [whole, rest] = [Math.floor(rows / MIX.rows), rows % MIX.rows];
  const updates = whole * MIX.updates + Math.min(rest, MIX.updates);
  const merges = whole * MIX.merges + Math.min(Math.max(0, rest - MIX.updates), MIX.merges);
  return { updates, merges, creates: rows - updates - merges };
};

/** The database holds the contacts to update, then two for each merge; contacts to create are numbered behind them. */
const mixedRow = (rows) => {
  const { updates, merges } = mixOf(rows);
  const stored = updates + 2 * merges;
  return (index) => {
    const [block, place] = [Math.floor(index / MIX.rows), index % MIX.rows];
    if (place < MIX.updates) return changed(contactOf(block * MIX.updates + place, rows));
    if (place < MIX.updates + MIX.merges) return mergeRow(updates + 2 * block, rows);
    const creates = MIX.rows - MIX.updates - MIX.merges;
    return contactOf(stored + block * creates + place - MIX.updates - MIX.merges, rows);
  };
};

/** Has the e-mail of one stored contact and the phone of the next, and an external ID that nobody has: it says that the two are one. */
const mergeRow = (index, rows) => ({ ...contactOf(index, rows), externalId: `MERGE-${index}`, workPhone: contactOf(index + 1, rows).workPhone });

const create = {
  about: 'every row is a new contact',
  setting: SETTING,
  base: () => 0,
  contacts: (rows) => range(rows, (index) => contactOf(index, rows)),
  expected: (rows) => ({ created: rows }),
  floor: 'load',
  undo: false,
};

const update = {
  about: 'every row finds its contact by external ID and changes three fields',
  setting: SETTING,
  base: (rows) => rows,
  contacts: (rows) => range(rows, (index) => changed(contactOf(index, rows))),
  expected: (rows) => ({ updated: rows }),
  floor: 'update',
  undo: false,
};

const mixed = {
  about: 'half updates, 5 % merges of two contacts (one found by e-mail, one by phone), the rest new contacts',
  setting: { ...SETTING, mergeMode: 'merge-all' },
  base: (rows) => mixOf(rows).updates + 2 * mixOf(rows).merges,
  contacts: (rows) => range(rows, mixedRow(rows)),
  expected: (rows) => ({ updated: mixOf(rows).updates, merged: mixOf(rows).merges, created: mixOf(rows).creates }),
  floor: null,
  undo: false,
};

/**
 * `base(rows)`: how many contacts stand in the database before (imported by the same server, not measured). `contacts`: the rows of the file.
 * `expected`: outcomes that must come of it. `floor`: what the database alone is asked to do beside it; null where nothing comparable
 * exists. `undo`: the import is taken back afterwards.
 */
export const SCENARIOS = {
  create,
  update,
  mixed,
  undo: { ...create, about: 'as create, then the import is undone', undo: true },
  'undo-mixed': { ...mixed, about: 'as mixed, then the import is undone', undo: true },
};

/** The contacts that stand there before a measured import: the same ones that a `create` of so many rows makes. */
export const baseContacts = (count, rows) => range(count, (index) => contactOf(index, rows));
