import { moveItem } from '../../../admin/src/utils/move-item';
import {
  defaultMatchBy, findProblems, freeName, hasOwnPolicies, matchKey, newDraft, toPolicies, withDraft, withGroupOrder, withSource,
} from '../../../admin/src/utils/setting-draft';
import type { MatchItem } from '../../../server/src/contracts';

describe('the draft of an import setting', () => {
  it('proposes external IDs only where there is a source', () => {
    expect(defaultMatchBy('contacts', true)).toEqual(['externalId', 'email', 'phone']);
    expect(defaultMatchBy('contacts', false)).toEqual(['email', 'phone']);
  });

  it('wants a source for external IDs, alone or in a compound', () => {
    expect(findProblems({ ...newDraft('CRM', null, []), matchBy: ['externalId'] })).toEqual(['externalSource']);
    expect(findProblems({ ...newDraft('CRM', null, []), matchBy: [['externalId', 'email']] })).toEqual(['externalSource']);
    expect(findProblems(newDraft('CRM', 'CRM', ['externalId']))).toEqual([]);
  });

  it('proposes the only source for a file that has IDs, and nothing that needs IDs for a file without', () => {
    expect(newDraft('people', 'CRM', ['externalId', 'organization.externalId'])).toMatchObject({
      externalSource: 'CRM', matchBy: ['externalId', 'email', 'phone'], organizations: { matchBy: 'externalId' },
    });
    expect(newDraft('people', 'CRM', ['externalId', 'organization.name'])).toMatchObject({ externalSource: 'CRM', organizations: { matchBy: 'name' } });
    expect(newDraft('people', 'CRM', ['firstName', 'organization.name', null])).toMatchObject({
      externalSource: null, matchBy: ['email', 'phone'], organizations: { matchBy: 'name' },
    });
  });

  it('matches by external ID first once a source is chosen, and not any more when it is taken away', () => {
    const draft = newDraft('people', null, []);
    const withIt = { ...draft, ...withSource(draft, 'CRM') };

    expect(withIt).toMatchObject({ externalSource: 'CRM', matchBy: ['externalId', 'email', 'phone'] });
    expect(withSource({ ...withIt, matchBy: ['email', 'externalId'] }, 'ERP')).toEqual({ externalSource: 'ERP', matchBy: ['email', 'externalId'] });
    expect(withSource(withIt, null)).toEqual({ externalSource: null, matchBy: ['email', 'phone'] });
  });

  it('proposes a name that the person has not used yet', () => {
    expect(freeName('people', [])).toBe('people');
    expect(freeName('people', ['People', 'other'])).toBe('people 2');
    expect(freeName('people', ['people', 'people 2', 'people 4'])).toBe('people 3');
  });

  it('wants a name and something to match by', () => {
    expect(findProblems({ ...newDraft(' ', null, []), matchBy: [] })).toEqual(['name', 'matchBy']);
  });

  it('carries the parts of a saved setting that the form does not show', () => {
    const saved = {
      id: 's1', name: 'CRM', target: 'contacts' as const, version: 3, owner: { name: 'Kai' }, own: true,
      setting: { name: 'CRM', target: 'contacts' as const, timeZone: 'Europe/Paris' },
    };

    expect(withDraft(saved, newDraft(' New name ', null, []))).toMatchObject({ name: 'New name', timeZone: 'Europe/Paris', version: 3 });
  });

  it('keeps a group in its own order as a name, and opens it for any other order', () => {
    expect(withGroupOrder('email', ['workEmail', 'personalEmail', 'otherEmail'])).toBe('email');
    expect(withGroupOrder('email', ['personalEmail', 'workEmail'])).toEqual({ email: ['personalEmail', 'workEmail'] });
    expect(withGroupOrder('phone', ['cellPhone'])).toEqual({ phone: ['cellPhone'] });
  });

  it('knows a group by one name, opened or not, so that it is not offered twice', () => {
    expect(['email', { email: ['personalEmail'] }, ['email', 'organization']].map((item) => matchKey(item as MatchItem))).toEqual(['email', 'email', 'email+organization']);
  });

  it('shows the policies of a saved setting, and the usual ones where it says nothing', () => {
    const policies = toPolicies({ target: 'contacts', mode: 'update', limits: { deletes: 0 } });

    expect(policies).toMatchObject({ mode: 'update', inFileDuplicates: 'in-order', onError: { policy: 'valid-rows' }, limits: { updates: null, deletes: 0 } });
  });

  it('tells whether an advanced choice was made', () => {
    const draft = newDraft('people', null, []);

    expect(hasOwnPolicies(draft)).toBe(false);
    expect(hasOwnPolicies({ ...draft, clearToken: '[clear]' })).toBe(true);
  });

  it('asks after how many errors to stop', () => {
    const draft = { ...newDraft('people', null, []), onError: { policy: 'stop-after' as const, rows: 0, percent: 0 } };

    expect(findProblems(draft)).toContain('onError');
    expect(findProblems({ ...draft, onError: { policy: 'stop-after', rows: 0, percent: 5 } })).not.toContain('onError');
  });
});

describe('moving an item of a list', () => {
  it.each([
    [0, 2, ['b', 'c', 'a']],
    [2, 0, ['c', 'a', 'b']],
    [1, 1, ['a', 'b', 'c']],
    [7, 0, ['a', 'b', 'c']],
  ])('from %i to %i', (from, to, expected) => {
    expect(moveItem(['a', 'b', 'c'], from, to)).toEqual(expected);
  });
});
