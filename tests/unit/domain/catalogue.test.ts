import { contentTypes } from '../../../server/src/content-types';
import { CONTACT_FIELDS, ORGANIZATION_FIELDS, buildCatalogue, markIdentifiers, missingRequired, unusableIdentifiers, type FieldContract, type SchemaAttributes } from '../../../server/src/domain/fields';

const attributesOf = (name: 'contact' | 'organization'): SchemaAttributes => contentTypes[name].schema.attributes as unknown as SchemaAttributes;
const paths = (target: 'contacts' | 'organizations', more: SchemaAttributes = {}) =>
  buildCatalogue(target, { ...attributesOf(target === 'contacts' ? 'contact' : 'organization'), ...more }, attributesOf('organization')).map(({ path }) => path);

const STRAPI_TYPES: Record<FieldContract['type'], readonly string[]> = {
  text: ['string', 'text'], email: ['string'], phone: ['string'], country: ['string'], enumeration: ['enumeration'], boolean: ['boolean'], integer: ['integer'],
  decimal: ['float', 'decimal'], date: ['date'], datetime: ['datetime'], url: ['string', 'text'], externalId: [], consent: [],
};

describe('the field contract', () => {
  it.each([...CONTACT_FIELDS.map((field) => ['contact', field] as const), ...ORGANIZATION_FIELDS.map((field) => ['organization', field] as const)])(
    'agrees with the content type: %s %j', (type, field) => {
      const attribute = attributesOf(type)[field.name];

      expect(STRAPI_TYPES[field.type]).toContain(attribute?.type);
      if (field.maxLength !== null) expect(attribute?.maxLength).toBe(field.maxLength);
      if (field.values !== undefined) expect(attribute?.enum).toEqual(field.values);
    });
});

describe('the catalogue', () => {
  it('holds every importable attribute, external IDs and the organization of a contact', () => {
    expect(paths('contacts')).toEqual(expect.arrayContaining(['externalId', 'lastName', 'workEmail', 'surveyOptOut', 'organization.externalId', 'organization.name', 'organization.domain']));
    expect(paths('organizations')).toEqual(expect.arrayContaining(['externalId', 'name', 'revenue']));
  });

  it('never offers what the engine or another right alone may write', () => {
    const hidden = { password: { type: 'password' }, secret: { type: 'string', private: true }, photo: { type: 'media' }, id: { type: 'integer' }, locale: { type: 'string' }, createdAt: { type: 'datetime' } };
    const never = ['id', 'documentId', 'createdAt', 'updatedAt', 'publishedAt', 'locale', 'createdBy', 'updatedBy', 'mergedInto', 'lastJob', 'externalIds', 'organization', 'parent', 'expert', 'copy',
      'transfer', 'password', 'secret', 'photo', 'organization.externalIds', 'organization.mergedInto', 'organization.parent'];

    expect(paths('contacts', hidden).filter((path) => never.includes(path))).toEqual([]);
    expect(paths('organizations', hidden).filter((path) => never.includes(path))).toEqual([]);
  });

  it('has the attributes that an integrator added, by their Strapi type', () => {
    const added = buildCatalogue('contacts', { loyaltyLevel: { type: 'integer' }, segmentCode: { type: 'enumeration', enum: ['a', 'b'], required: true }, bio: { type: 'richtext' } });

    expect(added.find(({ path }) => path === 'loyaltyLevel')).toMatchObject({ type: 'integer', label: 'Loyalty level', required: false, max: 2147483647 });
    expect(added.find(({ path }) => path === 'segmentCode')).toMatchObject({ type: 'enumeration', values: ['a', 'b'], required: true });
    expect(added.find(({ path }) => path === 'bio')).toMatchObject({ type: 'text', maxLength: null });
  });
});

describe('the fields of the configuration that identify', () => {
  const catalogue = buildCatalogue('contacts', { customerNumber: { type: 'string' }, badge: { type: 'integer' }, birthDate: { type: 'date' } });

  it('may be text or whole numbers of the record itself', () => {
    const names = ['customerNumber', 'badge', 'postalCode', 'birthDate', 'shoeSize', 'surveyOptOut', 'organization.industry', 'fullName'];
    const marked = markIdentifiers(catalogue, names).filter(({ identifier }) => identifier).map(({ path }) => path);

    expect(marked).toEqual(expect.arrayContaining(['customerNumber', 'badge', 'postalCode', 'workEmail', 'externalId', 'username']));
    expect(marked).not.toEqual(expect.arrayContaining(['birthDate']));
    expect(unusableIdentifiers(catalogue, names)).toEqual(['birthDate', 'shoeSize', 'surveyOptOut', 'organization.industry', 'fullName']);
  });

  it('change nothing where they identify already', () => {
    expect(markIdentifiers(catalogue, ['workEmail'])).toEqual(catalogue);
    expect(unusableIdentifiers(catalogue, ['workEmail', 'username'])).toEqual([]);
  });
});

describe('what a new record needs', () => {
  const catalogue = buildCatalogue('contacts', {});
  it.each([[{ lastName: 'Lee' }, null], [{ workEmail: 'a@example.org' }, null], [{ cellPhone: '+33639980001' }, null], [{ username: 'ann' }, null], [{}, 'C1']])(
    'a contact is enough with %j and external ID %s', (values, externalId) => {
      expect(missingRequired({ values, externalId }, 'contacts', catalogue)).toEqual([]);
    });
  it('a contact with neither name nor identifier is refused', () => {
    expect(missingRequired({ values: { city: 'Paris', lastName: null }, externalId: null }, 'contacts', catalogue)).toEqual([{ code: 'required.missing', params: { field: 'name' } }]);
  });
  it('an organization needs its name, whatever identifies it', () => {
    expect(missingRequired({ values: {}, externalId: 'O1' }, 'organizations', buildCatalogue('organizations', {}))).toEqual([{ code: 'required.missing', params: { field: 'name' } }]);
  });
});
