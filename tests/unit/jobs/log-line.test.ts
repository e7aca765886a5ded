import { logLine } from '../../../server/src/jobs/log-line';

describe('a line of the log', () => {
  it('names the event and its fields', () => {
    expect(logLine('job.rested', { job: 'j12', state: 'completed', seconds: 1.5, created: 985 })).toBe('external-contacts job.rested job=j12 state=completed seconds=1.5 created=985');
  });

  it('leaves out what is not known', () => {
    expect(logLine('job.rested', { job: 'j12', reason: null, rows: undefined })).toBe('external-contacts job.rested job=j12');
  });

  it.each([['two words', '"two words"'], ['a=b', '"a=b"'], ['line\nbreak', '"line\\nbreak"'], ['"', '"\\""'], ['', '""']])('cannot be forged by %j', (value, shown) => {
    expect(logLine('job.rested', { reason: value })).toBe(`external-contacts job.rested reason=${shown}`);
  });
});
