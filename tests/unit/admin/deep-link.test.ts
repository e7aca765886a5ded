import { deepLink } from '../../../admin/src/utils/deep-link';

describe('a link template', () => {
  it('puts an ID in its place, wherever that is and however often', () => {
    expect(deepLink('https://crm.example.com/contact/{id}?again={id}', '42')).toBe('https://crm.example.com/contact/42?again=42');
    expect(deepLink(' http://crm.example.com/{id} ', '42')).toBe('http://crm.example.com/42');
  });

  it('lets no ID leave its place', () => {
    expect(deepLink('https://crm.example.com/contact/{id}', '../a b/?x=1#&é$&')).toBe('https://crm.example.com/contact/..%2Fa%20b%2F%3Fx%3D1%23%26%C3%A9%24%26');
    expect(deepLink('https://crm.example.com/{id}', '{id}')).toBe('https://crm.example.com/%7Bid%7D');
  });

  it.each(['javascript:alert({id})', 'JaVaScRiPt:alert({id})', 'data:text/html,{id}', 'file:///{id}', '//crm.example.com/{id}', '/contact/{id}', 'https://crm.example.com/contact', 'https://{id}', 'https://', ''])(
    'makes no link of %j',
    (template) => {
      expect(deepLink(template, 'a b')).toBeNull();
    },
  );
});
