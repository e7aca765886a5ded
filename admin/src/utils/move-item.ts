/** The list with one item at another place. */
export const moveItem = <T>(items: readonly T[], from: number, to: number): T[] => {
  const rest = items.filter((_item, index) => index !== from);
  const moved = items[from];
  return moved === undefined ? [...items] : [...rest.slice(0, to), moved, ...rest.slice(to)];
};
