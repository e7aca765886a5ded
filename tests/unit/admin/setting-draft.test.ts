import { moveItem } from '../../../admin/src/utils/move-item';
import { defaultMatchBy, findProblems, freeName, newDraft, withDraft } from '../../../admin/src/utils/setting-draft';

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
      setting: { name: 'CRM', target: 'contacts' as const, clearToken: '[clear]' },
    };

    expect(withDraft(saved, newDraft(' New name ', null, []))).toMatchObject({ name: 'New name', clearToken: '[clear]', version: 3 });
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
