import { audit } from './audit';
import { attribute, attributeValue, attributeValueFile, consent, contactValue } from './definitions';
import { erasure } from './erasures';
import { exportFile, exportJob } from './exports';
import { externalSource } from './external-sources';
import { file, fileOriginal, filePreview } from './files';
import { health } from './health';
import { heldRow } from './held-rows';
import { importSetting } from './import-settings';
import { jobError, jobIssue, jobResult, jobRow } from './job-rows';
import { job } from './jobs';
import { notice, noticeChannel, webhook } from './notices';
import { undoPreview } from './undo-previews';
import { contact, organization } from './records';
import { segment, segmentCount, segmentField } from './segments';
import { targetExport } from './target-export';
import { target, targetField, targetMapping, targetTemplate } from './targets';

/**
 * One controller per noun: a content-API scope is `plugin::external-contacts.<controller>.<action>`, and a read-only
 * token passes only actions named `find` or `findOne`.
 */
export const controllers = {
  audit,
  attribute,
  'attribute-value': attributeValue,
  'attribute-value-file': attributeValueFile,
  consent,
  'contact-value': contactValue,
  erasure,
  file,
  'file-preview': filePreview,
  'file-original': fileOriginal,
  target,
  'target-field': targetField,
  'target-template': targetTemplate,
  'target-mapping': targetMapping,
  'target-export': targetExport,
  'import-setting': importSetting,
  'external-source': externalSource,
  job,
  'job-row': jobRow,
  'job-issue': jobIssue,
  'job-error': jobError,
  'job-result': jobResult,
  health,
  notice,
  'notice-channel': noticeChannel,
  webhook,
  export: exportJob,
  'export-file': exportFile,
  segment,
  'segment-field': segmentField,
  'segment-count': segmentCount,
  'held-row': heldRow,
  'undo-preview': undoPreview,
  contact,
  organization,
};
