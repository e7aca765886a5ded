import type { JobState } from '../../contracts';
import type { JobRow } from '../../store/jobs/job-row';
import { tallyOf } from '../../store/jobs/tally';
import type { MailWords } from './mail-words';

export interface Mail {
  subject: string;
  text: string;
  html: string;
}

/** What is said of a job, with its counts and where to look. No value of a contact stands in a mail. */
export const composeMail = (job: Pick<JobRow, 'name' | 'test' | 'rowCount' | 'attemptKind' | 'planCounts' | 'outcomeCounts' | 'undoCounts'>, { state, link, words }: { state: JobState; link: string; words: MailWords }): Mail => {
  const hello = words.hello.replace('{name}', () => job.name).replace('{state}', () => (job.test ? words.tested : (words.states[state] ?? state)));
  const counts = Object.entries({ rows: job.rowCount, ...tallyOf(job, state) }).map(([name, count]) => [words.counts[name] ?? name, count.toLocaleString('en').replaceAll(',', ' ')] as const);
  return {
    subject: oneLine(hello),
    text: [hello, '', ...counts.map(([label, count]) => `${label}: ${count}`), '', `${words.open}: ${link}`, '', words.why, ''].join('\n'),
    html: [
      `<p>${escape(hello)}</p>`,
      `<table>${counts.map(([label, count]) => `<tr><td>${escape(label)}</td><td align="right">${escape(count)}</td></tr>`).join('')}</table>`,
      `<p><a href="${escape(link)}">${escape(words.open)}</a></p>`,
      `<p><small>${escape(words.why)}</small></p>`,
    ].join('\n'),
  };
};

/** A job's name is what somebody typed: it must not begin another header. */
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').slice(0, 200);

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? character);
