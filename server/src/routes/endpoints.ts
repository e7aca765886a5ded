import type * as yup from 'yup';
import type { Need } from '../access';
import type { AuditAction } from '../contracts';
import { ANY_OBJECT, BODY, QUERY } from '../controllers/request/schemas';

/** One route. The routers and the OpenAPI document are both made from this table. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  /** controller.action, which is also the content-API scope. */
  handler: string;
  need: Need;
  summary: string;
  query?: yup.AnyObjectSchema;
  body?: yup.AnyObjectSchema | 'file';
  answers: 'json' | 'csv' | 'file' | 'nothing';
  /** HTTP status of success; 200 where absent. */
  status?: number;
  /** Written down when it succeeded; acts on jobs are written down with the change itself. */
  audit?: AuditAction;
  /** Served to the content API alone: administrators have the Content Manager for it. */
  contentApiOnly?: true;
}

export const ENDPOINTS: readonly Endpoint[] = [
  { method: 'POST', path: '/files', handler: 'file.create', need: 'uploadFile', summary: 'Upload a file: octet-stream with ?name=, or multipart in the field files', query: QUERY.upload, body: 'file', answers: 'json', status: 201, audit: 'file.upload' },
  { method: 'GET', path: '/files/:id', handler: 'file.findOne', need: 'viewFile', summary: 'A file: rows, columns, how it was read', answers: 'json' },
  { method: 'POST', path: '/files/:id/parse', handler: 'file.parse', need: 'uploadFile', summary: 'Read a file again with another encoding, delimiter or header', body: BODY.parse, answers: 'json' },
  { method: 'GET', path: '/files/:id/preview', handler: 'file-preview.find', need: 'viewFile', summary: 'Rows of a file', query: QUERY.preview, answers: 'json' },
  { method: 'GET', path: '/files/:id/original', handler: 'file-original.find', need: 'viewFile', summary: 'The bytes as they were uploaded', answers: 'file', audit: 'file.download' },

  { method: 'GET', path: '/targets', handler: 'target.find', need: 'viewTarget', summary: 'What can be imported into', answers: 'json' },
  { method: 'GET', path: '/targets/:uid/fields', handler: 'target-field.find', need: 'viewTarget', summary: 'Fields that columns can be mapped to', answers: 'json' },
  { method: 'POST', path: '/targets/:uid/mapping', handler: 'target-mapping.find', need: 'suggestMapping', summary: 'A suggested field for each column of a file', body: BODY.mapping, answers: 'json' },
  { method: 'GET', path: '/targets/:uid/template.csv', handler: 'target-template.find', need: 'viewTarget', summary: 'An empty file with the right header', query: QUERY.template, answers: 'csv' },
  { method: 'GET', path: '/targets/:uid/export.csv', handler: 'target-export.find', need: 'exportTarget', summary: 'Every record as a file that can be imported again', query: QUERY.export, answers: 'csv', audit: 'export.download' },

  { method: 'GET', path: '/import-settings', handler: 'import-setting.find', need: 'viewSetting', summary: 'Saved settings: own and shared ones', query: QUERY.settings, answers: 'json' },
  { method: 'POST', path: '/import-settings', handler: 'import-setting.create', need: 'addSetting', summary: 'Save a setting', body: ANY_OBJECT, answers: 'json', status: 201, audit: 'import-setting.create' },
  { method: 'GET', path: '/import-settings/:id', handler: 'import-setting.findOne', need: 'viewSetting', summary: 'A saved setting', answers: 'json' },
  { method: 'PUT', path: '/import-settings/:id', handler: 'import-setting.update', need: 'editSetting', summary: 'Replace a setting; 409 setting.stale when its version is not the current one', body: ANY_OBJECT, answers: 'json', audit: 'import-setting.update' },
  { method: 'DELETE', path: '/import-settings/:id', handler: 'import-setting.delete', need: 'deleteSetting', summary: 'Delete a setting', answers: 'nothing', status: 204, audit: 'import-setting.delete' },

  { method: 'GET', path: '/attributes', handler: 'attribute.find', need: 'viewAttribute', summary: 'Attributes of contacts that administrators have defined', answers: 'json' },
  { method: 'POST', path: '/attributes', handler: 'attribute.create', need: 'editAttribute', summary: 'Define an attribute: {code, label, type, options}', body: BODY.attribute, answers: 'json', status: 201, audit: 'attribute.create' },
  { method: 'GET', path: '/attributes/:id', handler: 'attribute.findOne', need: 'viewAttribute', summary: 'An attribute', answers: 'json' },
  { method: 'PUT', path: '/attributes/:id', handler: 'attribute.update', need: 'editAttribute', summary: 'Change label, description or options; the code and the type never change', body: BODY.attribute, answers: 'json', audit: 'attribute.update' },
  { method: 'DELETE', path: '/attributes/:id', handler: 'attribute.delete', need: 'editAttribute', summary: 'Delete an attribute; 409 while it is in use', answers: 'nothing', status: 204, audit: 'attribute.delete' },
  { method: 'GET', path: '/consents', handler: 'consent.find', need: 'viewAttribute', summary: 'Consents of contacts that administrators have defined', answers: 'json' },
  { method: 'POST', path: '/consents', handler: 'consent.create', need: 'editAttribute', summary: 'Define a consent: {code, label, refusalStands}', body: BODY.consent, answers: 'json', status: 201, audit: 'consent.create' },
  { method: 'GET', path: '/consents/:id', handler: 'consent.findOne', need: 'viewAttribute', summary: 'A consent', answers: 'json' },
  { method: 'PUT', path: '/consents/:id', handler: 'consent.update', need: 'editAttribute', summary: 'Change label, description, or whether an import may turn a no into a yes', body: BODY.consent, answers: 'json', audit: 'consent.update' },
  { method: 'DELETE', path: '/consents/:id', handler: 'consent.delete', need: 'editAttribute', summary: 'Delete a consent; 409 while it is in use', answers: 'nothing', status: 204, audit: 'consent.delete' },
  { method: 'GET', path: '/attribute-values', handler: 'attribute-value.find', need: 'viewAttribute', summary: 'The values that files may say, with their labels', query: QUERY.attributeValues, answers: 'json' },
  { method: 'GET', path: '/attribute-values.csv', handler: 'attribute-value-file.find', need: 'viewAttribute', summary: 'The same as a file', query: QUERY.attributeValueFile, answers: 'csv' },
  { method: 'GET', path: '/contacts/:id/values', handler: 'contact-value.find', need: 'viewContact', summary: 'What a contact says in attributes and consents, and how its consents came to be', answers: 'json' },
  { method: 'PUT', path: '/contacts/:id/values', handler: 'contact-value.update', need: 'editContactValue', summary: 'Set attributes and consents of one contact: {values}; null clears', body: BODY.contactValues, answers: 'json', audit: 'contact-value.update' },

  { method: 'GET', path: '/segments', handler: 'segment.find', need: 'viewSegment', summary: 'Saved filters', query: QUERY.segments, answers: 'json' },
  { method: 'POST', path: '/segments', handler: 'segment.create', need: 'editSegment', summary: 'Save a filter: {name, target, filter}', body: BODY.segment, answers: 'json', status: 201, audit: 'segment.create' },
  { method: 'POST', path: '/segments/count', handler: 'segment-count.find', need: 'countSegment', summary: 'How many records a filter finds now', body: BODY.segmentCount, answers: 'json' },
  { method: 'GET', path: '/segments/:id', handler: 'segment.findOne', need: 'viewSegment', summary: 'A saved filter', answers: 'json' },
  { method: 'PUT', path: '/segments/:id', handler: 'segment.update', need: 'editSegment', summary: 'Change a saved filter', body: BODY.segment, answers: 'json', audit: 'segment.update' },
  { method: 'DELETE', path: '/segments/:id', handler: 'segment.delete', need: 'editSegment', summary: 'Delete a saved filter', answers: 'nothing', status: 204, audit: 'segment.delete' },
  { method: 'GET', path: '/segment-fields', handler: 'segment-field.find', need: 'viewSegment', summary: 'What filters can ask', query: QUERY.segments, answers: 'json' },

  { method: 'POST', path: '/exports', handler: 'export.create', need: 'addExport', summary: 'Build a file in the background: {target, segment, kind, source, name, recordsPerFile}', body: BODY.exports, answers: 'json', status: 202, audit: 'export.create' },
  { method: 'GET', path: '/exports', handler: 'export.find', need: 'viewExport', summary: 'Exports, newest first', query: QUERY.exports, answers: 'json' },
  { method: 'GET', path: '/exports/:id', handler: 'export.findOne', need: 'viewExport', summary: 'How far an export is', answers: 'json' },
  { method: 'GET', path: '/exports/:id/download', handler: 'export-file.find', need: 'viewExport', summary: 'Its CSV, or a zip of several', answers: 'file', audit: 'export.fetch' },

  { method: 'GET', path: '/external-sources', handler: 'external-source.find', need: 'viewSource', summary: 'External sources', answers: 'json' },
  { method: 'POST', path: '/external-sources', handler: 'external-source.create', need: 'addSource', summary: 'Add an external source', body: BODY.source, answers: 'json', status: 201, audit: 'external-source.create' },
  { method: 'GET', path: '/external-sources/:id', handler: 'external-source.findOne', need: 'viewSource', summary: 'An external source', answers: 'json' },
  { method: 'PUT', path: '/external-sources/:id', handler: 'external-source.update', need: 'editSource', summary: 'Rename, deactivate, set the deep link', body: BODY.source, answers: 'json', audit: 'external-source.update' },
  { method: 'DELETE', path: '/external-sources/:id', handler: 'external-source.delete', need: 'deleteSource', summary: 'Delete a source; 409 external-source.in-use while a record has an ID of it', answers: 'nothing', status: 204, audit: 'external-source.delete' },

  { method: 'POST', path: '/jobs', handler: 'job.create', need: 'startJob', summary: 'Start a job: it validates, and waits for you unless told otherwise', body: BODY.job, answers: 'json', status: 201 },
  { method: 'GET', path: '/jobs', handler: 'job.find', need: 'viewJob', summary: 'Jobs, newest first', query: QUERY.jobs, answers: 'json' },
  { method: 'GET', path: '/jobs/:id', handler: 'job.findOne', need: 'viewJob', summary: 'A job with its counts and progress', answers: 'json' },
  { method: 'POST', path: '/jobs/:id/import', handler: 'job.import', need: 'importJob', summary: 'Import what the plan says; 409 plan.changed when it is another plan', body: BODY.importJob, answers: 'json', status: 202 },
  { method: 'POST', path: '/jobs/:id/cancel', handler: 'job.cancel', need: 'editJob', summary: 'Stop; what was imported stays', answers: 'json', status: 202 },
  { method: 'POST', path: '/jobs/:id/undo', handler: 'job.undo', need: 'undoJob', summary: 'Take an import back; 409 with the reason where that is not possible', answers: 'json', status: 202 },
  { method: 'GET', path: '/jobs/:id/undo-preview', handler: 'undo-preview.find', need: 'undoJob', summary: 'What an undo would take back, keep and could not take back', answers: 'json' },
  { method: 'POST', path: '/jobs/:id/fixes', handler: 'job.fix', need: 'editJob', summary: 'Correct cells, exclude rows, or take a corrected errors.csv; the job is planned again', body: BODY.fixJob, answers: 'json', status: 202 },
  { method: 'POST', path: '/jobs/:id/retry', handler: 'job.retry', need: 'importJob', summary: 'Run what was left over: failed, held, not reached and corrected rows', body: BODY.retryJob, answers: 'json', status: 202 },
  { method: 'POST', path: '/jobs/:id/purge', handler: 'job.purge', need: 'purgeJob', summary: 'Delete what is stored of a job: file, plans, before-images; its counts stay, and it cannot be undone any more', answers: 'json', status: 202 },
  { method: 'GET', path: '/jobs/:id/rows', handler: 'job-row.find', need: 'viewJob', summary: 'Rows with plan and outcome', query: QUERY.jobRows, answers: 'json' },
  { method: 'GET', path: '/jobs/:id/rows/:row', handler: 'job-row.findOne', need: 'viewJob', summary: 'One row', answers: 'json' },
  { method: 'GET', path: '/jobs/:id/issues', handler: 'job-issue.find', need: 'viewJob', summary: 'Issues of a job', query: QUERY.jobIssues, answers: 'json' },
  { method: 'GET', path: '/jobs/:id/errors.csv', handler: 'job-error.find', need: 'viewJob', summary: 'The bad rows as they were, with what is wrong', answers: 'csv', audit: 'errors.download' },
  { method: 'GET', path: '/jobs/:id/results.csv', handler: 'job-result.find', need: 'viewJob', summary: 'Every row with its outcome', answers: 'csv', audit: 'results.download' },

  { method: 'GET', path: '/held-rows', handler: 'held-row.find', need: 'viewJob', summary: 'Rows that wait for a person, across jobs', query: QUERY.heldRows, answers: 'json' },
  { method: 'POST', path: '/held-rows/:id/decide', handler: 'held-row.decide', need: 'decideHeldRow', summary: 'Say which record a row is, or that it is none of them', body: BODY.decide, answers: 'json' },
  { method: 'POST', path: '/held-rows/decide', handler: 'held-row.decideMany', need: 'decideHeldRow', summary: 'The same decision for several rows', body: BODY.decideMany, answers: 'json' },

  { method: 'GET', path: '/contacts', handler: 'contact.find', need: 'viewContact', summary: 'Contacts', query: QUERY.contacts, answers: 'json' },
  { method: 'GET', path: '/contacts/:id', handler: 'contact.findOne', need: 'viewContact', summary: 'A contact; a merged one answers with its survivor', answers: 'json' },
  { method: 'POST', path: '/contacts', handler: 'contact.create', need: 'contentApiOnly', summary: 'Create a contact: {data}', body: ANY_OBJECT, answers: 'json', status: 201, contentApiOnly: true },
  { method: 'PUT', path: '/contacts/:id', handler: 'contact.update', need: 'contentApiOnly', summary: 'Update a contact: {data}', body: ANY_OBJECT, answers: 'json', contentApiOnly: true },
  { method: 'DELETE', path: '/contacts/:id', handler: 'contact.delete', need: 'contentApiOnly', summary: 'Delete a contact', answers: 'nothing', status: 204, contentApiOnly: true },
  { method: 'POST', path: '/contacts/:id/erase', handler: 'erasure.create', need: 'eraseContact', summary: 'Forget a person: the record, those merged into it, and what imports have stored about them', answers: 'json', status: 202 },
  { method: 'GET', path: '/organizations', handler: 'organization.find', need: 'viewContact', summary: 'Organizations', query: QUERY.organizations, answers: 'json' },
  { method: 'GET', path: '/organizations/:id', handler: 'organization.findOne', need: 'viewContact', summary: 'An organization; a merged one answers with its survivor', answers: 'json' },
  { method: 'POST', path: '/organizations', handler: 'organization.create', need: 'contentApiOnly', summary: 'Create an organization: {data}', body: ANY_OBJECT, answers: 'json', status: 201, contentApiOnly: true },
  { method: 'PUT', path: '/organizations/:id', handler: 'organization.update', need: 'contentApiOnly', summary: 'Update an organization: {data}', body: ANY_OBJECT, answers: 'json', contentApiOnly: true },
  { method: 'DELETE', path: '/organizations/:id', handler: 'organization.delete', need: 'contentApiOnly', summary: 'Delete an organization', answers: 'nothing', status: 204, contentApiOnly: true },

  { method: 'GET', path: '/notices', handler: 'notice.find', need: 'viewNotice', summary: 'What became of your own jobs, newest first', query: QUERY.notices, answers: 'json' },
  { method: 'POST', path: '/notices/read', handler: 'notice.read', need: 'viewNotice', summary: 'These notices, or all of yours, are read', body: BODY.readNotices, answers: 'json' },
  { method: 'GET', path: '/notices/channels', handler: 'notice-channel.find', need: 'viewNotice', summary: 'How you can be told', answers: 'json' },
  { method: 'POST', path: '/notices/test', handler: 'notice.sendTest', need: 'editNotification', summary: 'Send yourself an e-mail', answers: 'json' },
  { method: 'GET', path: '/webhooks', handler: 'webhook.find', need: 'editNotification', summary: "Strapi's webhooks, and which are told of finished jobs", answers: 'json' },
  { method: 'PUT', path: '/webhooks/:id', handler: 'webhook.update', need: 'editNotification', summary: 'Tell a webhook of finished jobs, or not', body: BODY.webhook, answers: 'json', audit: 'webhook.update' },

  { method: 'GET', path: '/health', handler: 'health.find', need: 'viewHealth', summary: 'Who runs jobs, and what waits; 503 when nobody does', answers: 'json' },
  { method: 'GET', path: '/audit', handler: 'audit.find', need: 'viewAudit', summary: 'Who did what, newest first', query: QUERY.audit, answers: 'json' },

  { method: 'GET', path: '/openapi.json', handler: 'description.find', need: 'viewDescription', summary: 'This description', answers: 'json' },
];
