/** A ready-made role, and the role of that name in this application. */
export interface ReadyRoleDto {
  key: 'importer' | 'coordinator';
  name: string;
  /** Rights without their prefix: `import-job.add`. */
  actions: string[];
  /** null until the role is made; `missing` are rights that somebody has taken from it since. */
  role: { id: string; missing: string[] } | null;
}

/** `GET /prerequisites`: what somebody needs to walk through the whole import, and whether it is there. */
export interface PrerequisitesDto {
  user: { id: string; name: string };
  /** May log in: neither deactivated nor blocked. Without it no right counts. */
  isActive: boolean;
  /** The rights of the ready-made importer, in the order of the role editor. */
  rights: { uid: string; isHeld: boolean }[];
  /** External IDs need one. */
  activeSources: number;
}
