import type { Core } from '@strapi/strapi';
import { auditModels } from './audit-models';
import { erasureModels } from './erasure-models';
import { exportModels } from './export-models';
import { jobModels } from './job-models';
import { keyModels } from './key-models';
import { noticeModels } from './notice-models';
import { valueModels } from './value-models';

export const TABLES = {
  files: 'external_contacts_files',
  blocks: 'external_contacts_blocks',
  jobs: 'external_contacts_jobs',
  planBlocks: 'external_contacts_plan_blocks',
  outcomes: 'external_contacts_outcomes',
  undoSlices: 'external_contacts_undo_slices',
  attempts: 'external_contacts_attempts',
  corrections: 'external_contacts_corrections',
  heldRows: 'external_contacts_held_rows',
  distinctions: 'external_contacts_distinctions',
  erasures: 'external_contacts_erasures',
  notices: 'external_contacts_notices',
  audit: 'external_contacts_audit',
  workers: 'external_contacts_workers',
  exports: 'external_contacts_exports',
  exportBlocks: 'external_contacts_export_blocks',
  contactValues: 'external_contacts_contact_values',
  consentChanges: 'external_contacts_consent_changes',
  contactKeys: 'external_contacts_contact_keys',
  organizationKeys: 'external_contacts_organization_keys',
} as const;

/**
 * Adds the plugin's own tables. They are plain database models, no content types: absent from the Content
 * Manager, the content API, GraphQL and exports. Must run in `register`, before the schema is synchronised.
 */
export const registerModels = (strapi: Core.Strapi): void => {
  const client = String(strapi.config.get('database.connection.client'));
  for (const model of [...jobModels(client), ...keyModels(), ...valueModels(), ...exportModels(client), ...auditModels(), ...noticeModels(), ...erasureModels()]) {
    strapi.get('models').add(model);
  }
};
