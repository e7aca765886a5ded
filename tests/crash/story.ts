import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { FAILPOINTS, UNDO_FAILPOINTS, type Failpoint } from '../../server/src/jobs/failpoint';
import type { Scenario, Step } from './life';

/** A part of the story: where the application is killed, one life after another, on the way through its steps. */
export interface Chapter {
  name: string;
  steps: Step[];
  /** In the order in which they are reached. */
  kills: readonly Failpoint[];
  /** Its last step leaves the directory as the last step of this chapter did. */
  restores?: string;
}

const BLOCK_ROWS = 40;
const SWITCHBOARD = '+420224123400';
const COLUMNS = ['externalId', 'lastName', 'workEmail', 'personalEmail', 'otherEmail', 'workPhone', 'cellPhone', 'title', 'organization.externalId', 'organization.name'] as const;
type Cells = Partial<Record<(typeof COLUMNS)[number] | 'action', string>>;

/** Each kill costs a start of the application: of places between which nothing is written, one. The import of one file is killed at all. */
const PLANNING: Failpoint[] = ['plan.block.after-insert', 'plan.block.before-commit', 'plan.block.after-commit', 'validate.finish.before-commit'];
const IMPORTING: Failpoint[] = [...FAILPOINTS.filter((name) => name.startsWith('import.slice.')), 'import.finish.before-transaction', 'import.finish.before-commit'];

/** A directory, and all that may happen to it after: each chapter goes on from what the one before has left. */
export const createStory = (folder: string): { chapters: Chapter[]; upTo: (count: number) => Scenario } => {
  const [base, mixed, whole] = ['base.csv', 'mixed.csv', 'whole.csv'].map((name) => path.join(folder, name)) as [string, string, string];
  writeFileSync(base, toCsv(BASE, COLUMNS));
  writeFileSync(mixed, toCsv(MIXED, [...COLUMNS, 'action']));
  writeFileSync(whole, toCsv(WHOLE, COLUMNS));
  const chapters: Chapter[] = [
    { name: 'a directory', steps: [{ do: 'import', file: base, setting: SETTING }, { do: 'tickets', lastNames: MERGED_AWAY }], kills: [] },
    {
      name: 'a plan that is corrected and made anew',
      steps: [{ do: 'plan', file: mixed, setting: { ...SETTING, mergeMode: 'merge-all', actionColumn: 'action' } }, { do: 'fix', file: mixed, fixes: [BAD_EMAIL_LATE] }],
      kills: ['job.change.before-update', 'job.change.after-update', ...PLANNING],
    },
    { name: 'an import that merges, updates, deletes and holds', steps: [{ do: 'go', file: mixed }], kills: ['import.started', ...IMPORTING, 'import.finish.after-commit'] },
    {
      name: 'a retry of what was held and corrected',
      steps: [{ do: 'fix', file: mixed, fixes: [BAD_EMAIL, ...HELD] }, { do: 'go', file: mixed }],
      kills: ['job.change.after-update', ...PLANNING, ...IMPORTING],
    },
    { name: 'an undo of both runs', steps: [{ do: 'undo', file: mixed }], kills: UNDO_FAILPOINTS, restores: 'a directory' },
    {
      name: 'an edit after the plan of an import that does all or nothing',
      steps: [{ do: 'plan', file: whole, setting: { ...SETTING, onError: { policy: 'all-or-nothing' } } }, { do: 'edit', lastName: 'Person 110', data: { title: 'Edited' } }],
      kills: [],
    },
    {
      name: 'an import that does nothing after all',
      steps: [{ do: 'go', file: whole }],
      // Twice: of the first slice, and of the last, which gives the order to take back. Nobody has begun to when the third strikes.
      kills: ['import.slice.after-commit', 'import.slice.after-commit', 'undo.start.before-commit', 'undo.start.after-commit', 'undo.slice.after-commit'],
      restores: 'an edit after the plan of an import that does all or nothing',
    },
  ];
  const upTo = (count: number): Scenario => ({ journal: path.join(folder, 'story'), blockRows: BLOCK_ROWS, steps: chapters.slice(0, count).flatMap(({ steps }) => steps) });
  return { chapters, upTo };
};

const SETTING = { target: 'contacts', externalSource: 'CRM', matchBy: ['externalId', 'email', 'phone'], fields: COLUMNS.map((field) => ({ column: field, field })) };

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const cell = (index: number): string => `+420777${String(100_000 + index)}`;
const organization = (index: number): Cells => ({ 'organization.externalId': `O${index % 9}`, 'organization.name': `Org ${index % 9}` });

/** People with all their e-mail fields taken, so that others' become aliases; six of them share a switchboard. */
const person = (index: number): Cells => ({
  externalId: `C${index}`, lastName: `Person ${index}`, workEmail: `p${index}@example.com`, personalEmail: `q${index}@example.com`, otherEmail: `r${index}@example.com`, title: 'Clerk',
  ...(index % 2 === 0 ? organization(index) : {}), ...(index >= 100 && index < 106 ? { workPhone: SWITCHBOARD } : {}),
});
const loser = (index: number): Cells => ({ externalId: `L${index}`, lastName: `Loser ${index}`, workEmail: `l${index}@example.com`, cellPhone: cell(index), ...organization(index + 1) });
const BASE: Cells[] = [...range(120).map(person), ...range(20).map(loser)];
const MERGED_AWAY = range(10).map((index) => `Loser ${index}`);

/** Row `index` of the mixed file (its number is one more): every kind of row, in every block. */
const mixedRow = (index: number): Cells => {
  const round = Math.floor(index / 12);
  switch (index % 12) {
    case 0: return { lastName: `Together ${round}`, workEmail: `p${round}@example.com`, cellPhone: cell(round), title: 'Boss' };
    case 1: return { externalId: `C${20 + round}`, lastName: `Person ${20 + round}`, title: `Chief ${round}` };
    case 2: return { externalId: `C${60 + round}`, action: 'delete' };
    case 3: return { externalId: `N${index}`, lastName: `New ${index}`, workEmail: `n${index}@example.com`, ...organization(index) };
    case 4: return { externalId: `N${index - 1}`, lastName: `Newer ${index}`, title: 'Second row' };
    case 5: return { externalId: `B${index}`, lastName: `Bad ${index}`, workEmail: 'no address' };
    case 6: return { lastName: `Stranger ${index}`, workPhone: SWITCHBOARD };
    case 7: return { externalId: `S${index}`, lastName: `Colleague ${index}`, workPhone: SWITCHBOARD };
    case 8: return { lastName: `Half ${index}`, workEmail: `half${index}@example.com`, 'organization.externalId': `P${round}`, 'organization.name': `Plant ${round}` };
    case 9: return { lastName: `Half ${index}`, cellPhone: cell(1_000 + index) };
    case 10: return { lastName: `Both ${index}`, workEmail: `half${index - 2}@example.com`, cellPhone: cell(1_000 + index - 1) };
    default: return { externalId: `C${80 + round}`, lastName: `Person ${80 + round}`, 'organization.externalId': `P${round}`, 'organization.name': `Plant ${round}` };
  }
};
const MIXED: Cells[] = range(240).map(mixedRow);
const BAD_EMAIL = { kind: 'cell', row: 6, column: 'workEmail', value: 'mended6@example.com' };
const BAD_EMAIL_LATE = { kind: 'cell', row: 90, column: 'workEmail', value: 'mended90@example.com' };
/** Strangers that get an ID of their own, and one that turns out to be in the directory. */
const HELD = [...[7, 19, 127].map((row) => ({ kind: 'cell', row, column: 'externalId', value: `H${row}` })), { kind: 'cell', row: 211, column: 'externalId', value: 'C50' }];

/** The last row changes a person who has been edited since. */
const WHOLE: Cells[] = [
  ...range(60).map((index): Cells => (index % 3 === 0 ? { externalId: `C${index}`, lastName: `Renamed ${index}` } : { externalId: `A${index}`, lastName: `All ${index}`, ...organization(index) })),
  { externalId: 'C110', lastName: 'Person 110', title: 'Overwritten' },
];

const toCsv = (rows: Cells[], columns: readonly (keyof Cells)[]): string => [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map((cells) => `${cells.join(',')}\n`).join('');
