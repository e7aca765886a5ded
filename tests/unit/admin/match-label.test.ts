import { parseMatchLabel } from '../../../admin/src/utils/match-label';
import { matchLabel, type MatchItem } from '../../../server/src/contracts';

describe('the label of a match key', () => {
  const items: MatchItem[] = ['externalId', ['email', 'organization'], { email: ['personalEmail', 'workEmail'] }, { phone: ['cellPhone'] }];

  it.each(items.map((item) => [matchLabel(item), item] as const))('%s is read back as the key that it names', (label, item) => {
    expect(parseMatchLabel(label)).toEqual(item);
  });
});
