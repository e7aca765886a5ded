import { DEFAULT_CONFIG } from '../../../server/src/config';
import { readConfig } from '../../../server/src/config/read-config';

const read = (more: object) => () => readConfig({ ...DEFAULT_CONFIG, ...more });

describe('the configuration', () => {
  it.each([
    ['its defaults', {}],
    ['fields that identify', { identifiers: { contacts: ['customerNumber'], organizations: [] } }],
    ['fields of one target', { identifiers: { contacts: ['customerNumber'] } }],
    ['a limit of rows', { limits: { ...DEFAULT_CONFIG.limits, maxRows: 10 } }],
  ])('accepts %s', (_name, more) => expect(read(more)).not.toThrow());

  it.each([
    ['identifiers of an unknown target', { identifiers: { users: ['email'] } }, 'users'],
    ['a name that is no text', { identifiers: { contacts: [4] } }, 'identifiers'],
    ['an empty name', { identifiers: { contacts: [''] } }, 'identifiers'],
    ['one name without a list', { identifiers: { contacts: 'customerNumber' } }, 'identifiers'],
    ['no rows at all', { limits: { ...DEFAULT_CONFIG.limits, maxRows: 0 } }, 'maxRows'],
    ['an unknown key', { identifier: {} }, 'identifier'],
  ])('refuses %s, and says why', (_name, more, word) => expect(read(more)).toThrow(new RegExp(`wrong configuration: .*${word}`, 'u')));
});
