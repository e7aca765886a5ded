/** One entry a line, as people type lists: blank lines and repeated entries are left out. */
export const parseLines = (text: string): string[] => [...new Set(text.split('\n').map((line) => line.trim()).filter((line) => line !== ''))];

export const formatLines = (lines: readonly string[]): string => lines.join('\n');
