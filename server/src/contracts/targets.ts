/** The directory's own two targets, which the `bulk` writer writes. */
export const TARGETS = ['contacts', 'organizations'] as const;
export type OwnTarget = (typeof TARGETS)[number];

/** Any other collection type of the application, by its uid: the `documents` writer writes it. */
export type ForeignTarget = `${string}::${string}`;

/** What can be imported into. */
export type Target = OwnTarget | ForeignTarget;

export const isOwnTarget = (target: string): target is OwnTarget => (TARGETS as readonly string[]).includes(target);

/** Whether a text has the form of a target; whether the administrator allows it, the `targets` service says. */
export const isTarget = (text: unknown): text is Target => typeof text === 'string' && (isOwnTarget(text) || FOREIGN.test(text));

const FOREIGN = /^(?:api|plugin)::[a-z0-9][a-z0-9-]{0,99}\.[a-z0-9][a-z0-9-]{0,99}$/;

export const CONTACT_UID = 'plugin::external-contacts.contact';
export const ORGANIZATION_UID = 'plugin::external-contacts.organization';
export const EXTERNAL_SOURCE_UID = 'plugin::external-contacts.external-source';
export const ATTRIBUTE_UID = 'plugin::external-contacts.attribute';
export const CONSENT_UID = 'plugin::external-contacts.consent';
export const SEGMENT_UID = 'plugin::external-contacts.segment';
export const IMPORT_SETTING_UID = 'plugin::external-contacts.import-setting';

export const UID_OF_TARGET: Record<OwnTarget, string> = {
  contacts: CONTACT_UID,
  organizations: ORGANIZATION_UID,
};

/** `GET /targets`: what may be imported into, with what whoever asks may do there. */
export interface TargetDto {
  uid: Target;
  contentType: string;
  label: string;
  /** Whether its records have drafts, so that an import may publish them. */
  drafts: boolean;
  /** Whether an import means the entries of one locale. */
  localized: boolean;
  /** One more import into it would be refused now, because the application does not let imports wait. */
  busy: boolean;
  rights: { create: boolean; update: boolean; delete: boolean };
}

/** How files of a target are called: `api::entry-point.entry-point` gives `entry-point`. */
export const fileNameOf = (target: Target): string => target.slice(target.lastIndexOf('.') + 1);

/** The content type behind a target. */
export const uidOfTarget = (target: Target): string => (isOwnTarget(target) ? UID_OF_TARGET[target] : target);
