import type { InFileDuplicates, RowIssue } from '../../contracts';
import type { PreparedRow } from '../match/prepare-row';
import { identifyingHashes, type Occurrences } from './survey-file';

/** Why a row that repeats another one of its file is not taken; null when it is. */
export const refuseDuplicate = (row: PreparedRow, policy: InFileDuplicates, occurrences: Occurrences | null): RowIssue | null => {
  if (occurrences === null) return null;
  const own = row.candidate.row;
  for (const hash of identifyingHashes(row)) {
    const [first, last] = [occurrences.first(hash), occurrences.last(hash)];
    if (policy !== 'last' && first !== 0 && first < own) return refusal(policy, first);
    if (policy !== 'first' && last > own) return refusal(policy, last);
  }
  return null;
};

const refusal = (policy: InFileDuplicates, row: number): RowIssue => ({
  code: policy === 'reject' ? 'file.duplicate-rejected' : 'file.duplicate-skipped',
  params: { row },
});
