import { attribute } from './attribute';
import { consent } from './consent';
import { contact } from './contact';
import { externalSource } from './external-source';
import { importSetting } from './import-setting';
import { organization } from './organization';
import { segment } from './segment';

export const contentTypes = {
  contact: { schema: contact },
  organization: { schema: organization },
  'external-source': { schema: externalSource },
  'import-setting': { schema: importSetting },
  segment: { schema: segment },
  attribute: { schema: attribute },
  consent: { schema: consent },
};
