import type { PlanKind, ResolvedField, ResolvedSetting } from '../../../server/src/contracts';
import { buildCatalogue } from '../../../server/src/domain/fields';
import { emailHash, externalIdHash, nameHash, phoneHash } from '../../../server/src/domain/keys';
import { resolveSetting } from '../../../server/src/domain/setting';
import { decidedBy, explainKeys, explainMapping, type ExplainedRow } from '../../../server/src/pipeline/explain';
import { createMapper } from '../../../server/src/pipeline/map';
import type { PlanRow } from '../../../server/src/pipeline/types';

const catalogue = buildCatalogue('contacts', {}, {});
const COLUMNS = ['externalId', 'lastName', 'workEmail', 'otherEmail', 'workPhone'];
const settingOf = (more: Partial<ResolvedSetting> = {}, fields: Partial<ResolvedField>[] = []): ResolvedSetting => {
  const resolved = resolveSetting({ target: 'contacts', externalSource: 'CRM', fields: COLUMNS.map((column) => ({ column, field: column })) }, { columns: COLUMNS, catalogue, source: { id: 'crm', name: 'CRM' } });
  return { ...resolved, ...more, fields: resolved.fields.map((field, index) => ({ ...field, ...fields[index] })) };
};
const planOf = (kind: PlanKind, more: Partial<PlanRow> = {}): PlanRow =>
  ({ row: 1, line: 2, kind, issues: [], record: null, matchedBy: null, keyHash: null, values: null, changes: [], externalId: null, organization: null, previousRow: null, ...more });
const explained = (cells: string[], plan: PlanRow, { setting = settingOf(), ...more }: Partial<ExplainedRow> = {}): ExplainedRow => ({
  setting, plan, cells, original: cells, undoGuard: false, excluded: false, decision: null, distinctions: [],
  candidate: createMapper(setting, catalogue)({ row: 1, line: 2, cells, issues: [] }), ...more,
});
const told = (row: ExplainedRow): string[] => explainKeys(row).map(({ key, value, result, records }) => [key, value, result, ...records].join(' '));

const ID = externalIdHash('crm', 'C1') ?? '';
const EMAIL = emailHash('ann@example.com') ?? '';
const OTHER = emailHash('a.lee@example.com') ?? '';
const PHONE = phoneHash('+33142278186') ?? '';
const CELLS = ['C1', 'Lee', 'ann@example.com', 'a.lee@example.com', '+33142278186'];
const record = (documentId: string) => ({ documentId, id: 1 });

describe('the keys of an explained row', () => {
  it('are tried in their order until one finds a record', () => {
    const plan = planOf('update', { record: record('d1'), matchedBy: 'email', keyHash: OTHER });

    expect(told(explained(CELLS, plan))).toEqual(['externalId C1 none', 'email ann@example.com none', 'email a.lee@example.com found d1', 'phone +33142278186 not-tried']);
  });

  it('are all tried, and find nobody, where the row creates a record', () => {
    expect(told(explained(CELLS, planOf('create', { record: record('new') })))).toEqual(['externalId C1 none', 'email ann@example.com none', 'email a.lee@example.com none', 'phone +33142278186 none']);
  });

  it('are all tried in a merge, each with the records that it links', () => {
    const plan = planOf('merge', {
      record: record('d1'), matchedBy: 'email', keyHash: EMAIL, changes: [['otherEmail', null, 'a.lee@example.com']],
      merge: { losers: [{ ...record('d2'), linkedBy: ['phone'], keyHash: PHONE }, { ...record('d3'), linkedBy: ['externalId', 'phone'], keyHash: ID }], externalIds: [], aliases: [] },
    });

    expect(told(explained(CELLS, plan, { setting: settingOf({ mergeMode: 'merge-all' }) }))).toEqual([
      'externalId C1 found d3', 'email ann@example.com found d1', 'email a.lee@example.com none', 'phone +33142278186 found d2 d3',
    ]);
  });

  it('say whom a held row could be', () => {
    const plan = planOf('hold', { issues: [{ code: 'match.ambiguous' }], candidates: [{ ...record('d1'), linkedBy: ['externalId'], keyHash: ID }, { ...record('d2'), linkedBy: ['email'], keyHash: EMAIL }] });

    expect(told(explained(CELLS, plan, { setting: settingOf({ mergeMode: 'hold' }) })).slice(0, 2)).toEqual(['externalId C1 found d1', 'email ann@example.com found d2']);
  });

  it('say that an identifier is shared by many', () => {
    const cells = ['', 'Lee', 'info@example.com', '', ''];
    const hash = emailHash('info@example.com') ?? '';
    const held = planOf('hold', { issues: [{ code: 'match.shared-identifier' }], candidates: [{ ...record('d1'), linkedBy: ['email'], keyHash: hash }] });
    const created = planOf('create', { record: record('new'), ignored: [EMAIL] });

    expect(told(explained(cells, held))).toEqual(['email info@example.com shared d1']);
    expect(told(explained(['', 'Lee', 'ann@example.com', '', ''], created))).toEqual(['email ann@example.com shared']);
  });

  it('say that a person has told the records apart', () => {
    const distinctions = [{ hash: EMAIL, nameHash: nameHash('contacts', { lastName: 'Lee' }), documentId: 'd7' }, { hash: PHONE, nameHash: 'another name', documentId: 'd8' }];

    expect(told(explained(CELLS, planOf('create', { record: record('new') }), { distinctions }))[1]).toBe('email ann@example.com different d7');
  });

  it.each([
    ['is refused', planOf('invalid', { issues: [{ code: 'email.invalid' }] })],
    ['repeats another one', planOf('skip', { issues: [{ code: 'file.duplicate-skipped', params: { row: 9 } }] })],
  ])('are not tried for a row that %s', (_title, plan) => {
    expect(explainKeys(explained(CELLS, plan)).map(({ result }) => result)).toEqual(['not-tried', 'not-tried', 'not-tried', 'not-tried']);
  });
});

describe('the mapping of an explained row', () => {
  const rulesOf = (row: ExplainedRow) => Object.fromEntries(explainMapping(row).map(({ field, rule }) => [field, rule]));

  it('gives the cell of the file, its correction and the value that it became', () => {
    const row = explained(['C1', ' Lee ', 'ann@example.com', '', '01 23'], planOf('create', { record: record('new') }), { original: ['C1', ' Lee ', 'ann@', '', '01 23'] });

    expect(explainMapping(row)).toMatchObject([
      { column: 'externalId', cell: 'C1', corrected: null, value: 'C1', issues: [] },
      { field: 'lastName', cell: ' Lee ', corrected: null, value: 'Lee' },
      { cell: 'ann@', corrected: 'ann@example.com', value: 'ann@example.com' },
      { cell: '', value: undefined },
      { value: '01 23', issues: ['phone.not-normalised'] },
    ]);
  });

  it('names the rule that made a value, or kept it off the record', () => {
    const setting = settingOf({ clearToken: '-', rules: [{ columnIndex: 0, from: 'X', to: 'C1' }] }, [{}, { onConflict: 'fill' }, { default: 'none@example.com' }, { onBlank: 'clear' }]);
    const row = explained(['x', 'Lee', '', '', '-'], planOf('unchanged', { record: record('d1'), matchedBy: 'externalId', keyHash: ID }), { setting });

    expect(rulesOf(row)).toEqual({ externalId: 'rules', lastName: 'onConflict.fill', workEmail: 'default', otherEmail: 'onBlank.clear', workPhone: 'clearToken' });
  });
});

describe('what decided about a row', () => {
  it.each([
    ['match.none', planOf('create'), {}],
    ['mergeMode.update-first', planOf('update'), {}],
    ['mergeMode.merge-all', planOf('merge'), { setting: settingOf({ mergeMode: 'merge-all' }) }],
    ['mergeMode.hold', planOf('hold', { issues: [{ code: 'match.ambiguous' }] }), { setting: settingOf({ mergeMode: 'hold' }) }],
    ['match.shared-identifier', planOf('hold', { issues: [{ code: 'phone.not-normalised' }, { code: 'match.shared-identifier' }] }), {}],
    ['email.invalid', planOf('invalid', { issues: [{ code: 'phone.not-normalised' }, { code: 'email.invalid' }] }), {}],
    ['mode.create', planOf('skip', { issues: [{ code: 'mode.create-only' }] }), {}],
    ['inFileDuplicates.last', planOf('skip', { issues: [{ code: 'file.duplicate-skipped' }] }), { setting: settingOf({ inFileDuplicates: 'last' }) }],
    ['row.empty', planOf('skip', { issues: [{ code: 'row.empty' }] }), {}],
    ['decision.same', planOf('update'), { decision: { decision: 'same', record: 'd1' } }],
    ['action.delete', planOf('delete'), {}],
  ] as const)('is %s', (word, plan, more) => {
    expect(decidedBy(explained(CELLS, plan, more as Partial<ExplainedRow>))).toBe(word);
  });
});
