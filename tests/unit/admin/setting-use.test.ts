import { allowedUses, withoutIdentity } from '../../../admin/src/utils/setting-use';

describe('what becomes of the choices of an import', () => {
  it.each([
    ['a new setting is saved, or used once', { hasSetting: false, canSave: true, canAdd: true }, ['new', 'once']],
    ['who may save nothing can still import', { hasSetting: false, canSave: false, canAdd: false }, ['once']],
    ['a setting of one’s own is changed, used once or copied', { hasSetting: true, canSave: true, canAdd: true }, ['save', 'once', 'new']],
    ['another’s is used once or copied', { hasSetting: true, canSave: false, canAdd: true }, ['once', 'new']],
    ['who may only use it, uses it once', { hasSetting: true, canSave: false, canAdd: false }, ['once']],
  ])('%s', (_name, rights, uses) => {
    expect(allowedUses(rights)).toEqual(uses);
  });

  it('has no version of the setting that it was made from', () => {
    expect(withoutIdentity({ name: 'CRM', target: 'contacts', version: 3 })).toEqual({ name: 'CRM', target: 'contacts' });
  });
});
