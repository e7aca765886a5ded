import { isOwnTarget, type OwnTarget, type Target } from '../../../server/src/contracts';

/** How texts speak of a target's records: contacts, organizations, or, of whatever else the application has, records. */
export const wordOf = (target: Target): OwnTarget | 'records' => (isOwnTarget(target) ? target : 'records');
