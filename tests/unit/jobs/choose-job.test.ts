import type { JobState, Target } from '../../../server/src/contracts';
import { JOB_FORMAT } from '../../../server/src/jobs/job-format';
import { chooseAll, chooseJob, type ChooseOptions, type Claimable, type Moment } from '../../../server/src/store/jobs/choose-job';

const NOW = 1_000_000;
const MOMENT: Moment = { nowMs: NOW, lastStarts: { import: new Map(), validation: new Map() } };
const ONE: ChooseOptions = { parallel: { total: 1, contacts: 1, organizations: 1 }, isDead: (owner) => owner === 'dead' };
const parallel = (total: number, contacts: number, organizations: number): ChooseOptions => ({ ...ONE, parallel: { total, contacts, organizations } });

const job = (id: number, state: JobState, more: Partial<Claimable> = {}): Claimable => ({
  id, uid: `j${id}`, state, format: JOB_FORMAT, target: 'contacts', generation: 0, leaseOwner: null, leaseUntilMs: null, createdMs: id, actorKey: 'ann', undoRow: null,
  queuedMs: state === 'new' || state === 'validating' ? null : id, validatedMs: state === 'new' || state === 'validating' ? null : id, importStartedMs: null, ...more,
});
const importing = (id: number, target: Target = 'contacts'): Claimable => job(id, 'importing', { target, importStartedMs: 1, ...held });
const held = { leaseOwner: 'other', leaseUntilMs: NOW + 1 };
const uids = (jobs: readonly Claimable[], options = ONE): string[] => chooseAll(jobs, options, MOMENT).map(({ uid }) => uid);

describe('which job is claimed next', () => {
  it('goes on with what was interrupted before it begins anything', () => {
    expect(chooseJob([job(1, 'new'), job(2, 'queued'), job(3, 'importing', { importStartedMs: 1 })], ONE, MOMENT)?.uid).toBe('j3');
    expect(chooseJob([job(1, 'new'), job(3, 'validating', { leaseOwner: 'dead', leaseUntilMs: NOW + 1 })], ONE, MOMENT)?.uid).toBe('j3');
  });

  it('begins one import, and validations beside it', () => {
    expect(uids([job(1, 'queued'), job(2, 'queued'), job(3, 'new'), job(4, 'new')])).toEqual(['j1', 'j3', 'j4']);
    expect(uids([importing(1), job(2, 'queued'), job(3, 'new')])).toEqual(['j3']);
  });

  it('begins as many imports as may be active, in all and into one target', () => {
    const queue = [job(1, 'queued'), job(2, 'queued'), job(3, 'queued', { target: 'organizations' }), job(4, 'queued', { target: 'organizations' })];

    expect(uids(queue, parallel(4, 1, 1))).toEqual(['j1', 'j3']);
    expect(uids(queue, parallel(2, 2, 2))).toEqual(['j1', 'j2']);
    expect(uids(queue, parallel(3, 2, 2))).toEqual(['j1', 'j2', 'j3']);
    expect(uids([importing(9), ...queue], parallel(3, 2, 1))).toEqual(['j1', 'j3']);
  });

  it.each<[string, Claimable]>([
    ['is paused', job(1, 'paused', { importStartedMs: 1, leaseUntilMs: NOW + 1 })],
    ['is held, and about to begin', job(1, 'queued', held)],
    ['is being cancelled', job(1, 'cancelling', { importStartedMs: 1, ...held })],
    ['is being taken back', job(1, 'undoing', { undoRow: 4, ...held })],
    ['is about to be taken back', job(1, 'undoing', held)],
  ])('counts an import as active while it %s', (_what, active) => {
    expect(uids([active, job(2, 'queued')])).toEqual([]);
    expect(uids([active, job(2, 'queued')], parallel(2, 2, 1))).toEqual(['j2']);
  });

  it('does not count a validation that is paused or cancelled', () => {
    const paused = job(1, 'paused', { validatedMs: null, queuedMs: null, leaseUntilMs: NOW + 1 });

    expect(uids([paused, job(2, 'cancelling', { validatedMs: null, ...held }), job(3, 'queued')])).toEqual(['j3']);
  });

  it('leaves jobs of a newer version to its workers, and keeps the places of those that they are at', () => {
    const newer = { format: JOB_FORMAT + 1 };

    expect(uids([job(1, 'new', newer), job(2, 'queued', newer), job(3, 'validating', newer), job(4, 'queued'), job(5, 'new')])).toEqual(['j4', 'j5']);
    expect(uids([job(1, 'importing', { ...newer, importStartedMs: 1 }), job(4, 'queued')])).toEqual([]);
  });

  it('takes back what was imported before it imports more, into whatever target', () => {
    const undo = job(2, 'undoing', { importStartedMs: 1 });

    expect(uids([job(1, 'queued'), undo])).toEqual(['j2']);
    expect(uids([job(1, 'queued'), undo], parallel(2, 2, 2))).toEqual(['j2', 'j1']);
    // No place for the undo yet: the next one is kept for it.
    expect(uids([importing(3), job(1, 'queued'), undo])).toEqual([]);
    expect(uids([importing(3, 'organizations'), job(1, 'queued'), job(2, 'undoing', { target: 'organizations' })], parallel(2, 2, 1))).toEqual([]);
  });

  it('gives a lane only its own kind of work', () => {
    const jobs = [job(1, 'new'), job(2, 'queued'), job(3, 'validating')];

    expect(chooseJob(jobs, { ...ONE, work: 'import' }, MOMENT)?.uid).toBe('j2');
    expect(chooseJob(jobs, { ...ONE, work: 'validation' }, MOMENT)?.uid).toBe('j3');
    expect(chooseJob([job(1, 'new')], { ...ONE, work: 'import' }, MOMENT)).toBeNull();
    // A retry that failed while it was planned is taken back: an undo all the same.
    expect(chooseJob([job(4, 'undoing', { validatedMs: null })], { ...ONE, work: 'import' }, MOMENT)?.uid).toBe('j4');
  });

  it('gives the command line its own job and no other', () => {
    expect(chooseJob([job(1, 'queued'), job(2, 'queued')], { ...ONE, only: 'j2' }, MOMENT)?.uid).toBe('j2');
    expect(chooseJob([importing(1), job(2, 'queued')], { ...ONE, only: 'j2' }, MOMENT)).toBeNull();
  });
});
