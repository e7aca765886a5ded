/** One character: a class, an escaped one, any, or itself. */
const ATOM = /\\p\{[A-Za-z]{1,20}\}|\\[dswDSW]|\\[.*+?^$()|[\]{}/\\-]|\[\^?(?:\\.|[^\\[\]])+\]|[^\\[\](){}|^$*+?]/uy;
const QUANTIFIER = /[*+?]|\{(\d{1,5})(,(\d{1,5})?)?\}/uy;
const MAX_PATTERN = 200;
const MAX_ATOMS = 20;
const MAX_OPTIONAL = 3;

/**
 * Whether a text may stand as a preset's `pattern`: characters and classes one after another, each with a quantifier or none, at most one of
 * which may be of any length. Such an expression is matched in linear time, which groups and alternatives of a stranger are not.
 */
export const isPattern = (text: string): boolean => {
  if (text === '' || text.length > MAX_PATTERN) return false;
  let at = 0;
  let atoms = 0;
  let open = 0;
  let optional = 0;
  while (at < text.length) {
    ATOM.lastIndex = at;
    if (!ATOM.test(text)) return false;
    at = ATOM.lastIndex;
    atoms += 1;
    QUANTIFIER.lastIndex = at;
    const quantifier = QUANTIFIER.exec(text);
    if (quantifier === null) continue;
    at = QUANTIFIER.lastIndex;
    if (quantifier[0] === '?') optional += 1;
    else if (quantifier[1] === undefined || quantifier[2] !== undefined) open += 1;
  }
  return atoms <= MAX_ATOMS && open <= 1 && optional <= MAX_OPTIONAL && compile(text) !== null;
};

/** Matches the whole cell. Throws a RangeError for what `isPattern` refuses: presets are checked when they are read. */
export const compilePattern = (text: string): RegExp => {
  const compiled = isPattern(text) ? compile(text) : null;
  if (compiled === null) throw new RangeError(`Not a pattern: ${text}`);
  return compiled;
};

const compile = (text: string): RegExp | null => {
  try {
    return new RegExp(`^(?:${text})$`, 'u');
  } catch {
    return null;
  }
};
