const HOOK = Symbol.for('external-contacts.failpoint');

/**
 * Named places where a crash test strikes: around each commit of upload, plan and import. In the order in which a run
 * reaches them; a test holds this table against an undisturbed run.
 */
export const FAILPOINTS = [
  'upload.file.before-insert', // nothing is stored
  'upload.file.after-insert', // an upload that nobody sees, swept later
  'upload.blocks.before-commit',
  'upload.blocks.after-commit', // blocks of an upload that nobody sees
  'upload.finish.before-commit',
  'upload.finish.after-commit', // the file is there
  'job.create.before-insert',
  'job.create.after-insert', // the job is there, nobody works on it
  'claim.before-commit',
  'claim.after-commit', // the job is held by a dead worker
  'validate.start.before-commit',
  'validate.started',
  'plan.block.before-transaction', // a block is planned in memory only
  'plan.block.after-fence',
  'plan.block.after-insert', // a plan without the cursor behind it
  'plan.block.before-commit',
  'plan.block.after-commit', // the index of earlier rows must be rebuilt
  'validate.finish.before-transaction', // all blocks are planned, the job does not know it
  'validate.finish.before-commit',
  'validate.finish.after-commit',
  'job.change.before-update', // the go was given and is lost
  'job.change.after-update',
  'import.start.before-commit',
  'import.started', // importing, and nothing is written
  'import.slice.after-fence',
  'import.slice.after-apply', // records are written, their outcome is not
  'import.slice.after-outcome', // outcome without the cursor
  'import.slice.before-commit',
  'import.slice.after-commit',
  'import.finish.before-transaction', // every row has its outcome, the job does not know it
  'import.finish.before-commit',
  'import.finish.after-commit', // completed, and the lease still held
] as const;

/** The same around each commit of an undo, which an import does not reach. */
export const UNDO_FAILPOINTS = [
  'undo.start.before-commit',
  'undo.start.after-commit', // undoing, and nothing is taken back
  'undo.slice.after-fence',
  'undo.slice.after-apply', // records are as before, what became of the rows is not stored
  'undo.slice.before-commit',
  'undo.slice.after-commit',
  'undo.finish.before-transaction', // every slice is taken back, the job does not know it
  'undo.finish.before-commit',
  'undo.finish.after-commit', // undone, and the lease still held
] as const;
/** Of an export that is built in the background. */
export const EXPORT_FAILPOINTS = ['export.page.after-commit'] as const;
export type Failpoint = (typeof FAILPOINTS)[number] | (typeof UNDO_FAILPOINTS)[number] | (typeof EXPORT_FAILPOINTS)[number];

/** Nothing listens in production; a test process puts a function under the symbol that kills the process or throws. */
export const reach = (name: Failpoint): void => {
  (globalThis as { [HOOK]?: (name: Failpoint) => void })[HOOK]?.(name);
};
